// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/simulate_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "app/gui/simulate/simulation_form.h"
#include "core/hvo/stripes.h"
#include "tests/support/load_capture.h"
#include "tests/support/patience.h"

namespace ptscope {

using namespace Qt::StringLiterals;
using namespace test;

class TestSimulatePanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void predictsWithWhatTheDumpOffers();
    void everySimulationOfEveryGeometryHasAForm();
    void anotherSimulationIsShownWhole();
    void typingPredictsAnew();
    void aProblemStandsBesideItsField();
    void applyMakesADocumentBesideItsOrigin();
    void aSimulationOnASimulationIsAChain();
    void aChainIsPlayedOnAnotherDump();
    void hidingThePanelEndsThePreview();
    void thePlannerNeedsNoHugePageInTheDump();
    void aPredictionIsHeldAgainstARealDump();

private:
    void open(const std::string &capture);
    bool predicted() const { return m_session->isPreviewing(); }
    QLineEdit *edit(const QString &name) const;
    QPushButton *button(const QString &text) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<SimulatePanel> m_panel;
};

void TestSimulatePanel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    m_session = std::make_unique<Session>(*m_settings);
    m_jobs = std::make_unique<JobRunner>();
    m_panel = std::make_unique<SimulatePanel>(*m_session, *m_jobs);
    m_panel->resize(360, 900);
}

void TestSimulatePanel::cleanup()
{
    m_panel.reset();
    m_jobs.reset();
    m_session.reset();
}

void TestSimulatePanel::open(const std::string &capture)
{
    m_session->add({loadCapture(capture)});
    m_panel->show();
}

QLineEdit *TestSimulatePanel::edit(const QString &name) const
{
    const auto all = m_panel->findChildren<QLineEdit *>();
    QLineEdit *found = nullptr;
    for (QLineEdit *one : all) { // of two forms the one in sight; a form that was just made is shown a moment later
        if (one->accessibleName() == name && (found == nullptr || one->isVisible())) {
            found = one;
        }
    }
    return found;
}

QPushButton *TestSimulatePanel::button(const QString &text) const
{
    const auto all = m_panel->findChildren<QPushButton *>();
    const auto found = std::find_if(all.begin(), all.end(), [&](const QPushButton *b) { return b->text() == text; });
    return found == all.end() ? nullptr : *found;
}

void TestSimulatePanel::predictsWithWhatTheDumpOffers()
{
    open("v6.1-4k-va48-hvo2m-before");
    const SnapshotPtr base = m_session->current()->snapshot;
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    QVERIFY(m_session->snapshot()->source().isSimulated());
    QCOMPARE(findStripes(*m_session->snapshot()).hugePages.size(), std::size_t{1024});
    QCOMPARE(m_session->current()->snapshot, base);
    QCOMPARE(m_session->documents().size(), std::size_t{1});
}

void TestSimulatePanel::everySimulationOfEveryGeometryHasAForm()
{
    auto *what = m_panel->findChild<QComboBox *>();
    for (const char *name : {"v7.3-64k-va52-base", "v7.3-16k-va47-base", "v7.3-4k-va39-base", "v7.3-4k-va52-base"}) {
        open(name);
        for (int i = 0; i < what->count(); ++i) {
            what->setCurrentIndex(i);
            QTRY_VERIFY_WITH_TIMEOUT(m_panel->isSettled(), patienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(!m_jobs->isBusy(), patienceMs);
        }
        what->setCurrentIndex(0);
        m_session->closeCurrent();
    }
}

/// The views go to all of what it changes: of its first page no picture could be made.
void TestSimulatePanel::anotherSimulationIsShownWhole()
{
    open("v6.1-4k-va48-hvo2m-before");
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    auto *what = m_panel->findChild<QComboBox *>();
    what->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(m_panel->isSettled() && !m_jobs->isBusy(), patienceMs);
    what->setCurrentIndex(0);
    QTRY_VERIFY_WITH_TIMEOUT(predicted() && m_panel->isSettled(), patienceMs);
    const auto place = m_session->navigator().selection();
    QVERIFY(place.has_value());
    const auto stripes = findStripes(*m_session->snapshot());
    QCOMPARE(stripes.hugePages.size(), std::size_t{1024});
    QVERIFY(place->size().value > 28U << 20U); // seven pages of eight of each
    QCOMPARE(m_session->snapshot()->regionOf(*m_session->snapshot()->extents().find(place->first))->name, std::string("vmemmap"));
}

void TestSimulatePanel::typingPredictsAnew()
{
    open("v6.1-4k-va48-hvo2m-before");
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    edit(u"How many"_s)->setText(u"512"_s);
    QTRY_COMPARE_WITH_TIMEOUT(findStripes(*m_session->snapshot()).hugePages.size(), std::size_t{512}, patienceMs);
}

void TestSimulatePanel::aProblemStandsBesideItsField()
{
    open("v6.1-4k-va48-hvo2m-before");
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    edit(u"How many"_s)->setText(u"999999"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!predicted(), patienceMs);
    QCOMPARE(edit(u"How many"_s)->property("invalid").toString(), u"true"_s);
    QVERIFY(!button(u"Apply"_s)->isEnabled());
    const auto labels = m_panel->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const QLabel *l) { return l->isVisible() && l->text().contains(u"more fit"_s); }));
    edit(u"How many"_s)->setText(u"3"_s);
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    QVERIFY(edit(u"How many"_s)->property("invalid").toString().isEmpty());
}

void TestSimulatePanel::applyMakesADocumentBesideItsOrigin()
{
    open("v6.1-4k-va48-hvo2m-before");
    const quint64 base = m_session->current()->id;
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    const SnapshotPtr prediction = m_session->snapshot();
    button(u"Apply"_s)->click();
    QCOMPARE(m_session->documents().size(), std::size_t{2});
    const Document *document = m_session->current();
    QCOMPARE(document->snapshot, prediction);
    QVERIFY(document->origin.has_value());
    QCOMPARE(document->origin->base, base);
    QCOMPARE(document->origin->chain.steps.size(), std::size_t{1});
    QCOMPARE(document->origin->chain.steps.front().simulation, std::string("hvo"));
    QVERIFY(!predicted());
    QTest::qWait(300);
    QVERIFY2(!predicted(), "an applied prediction is not simulated upon by itself");
    QCOMPARE(m_settings->value(u"simulate/chains"_s).toStringList().size(), 1);
}

void TestSimulatePanel::aSimulationOnASimulationIsAChain()
{
    open("v6.1-4k-va48-hvo2m-before");
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    edit(u"How many"_s)->setText(u"100"_s);
    QTRY_COMPARE_WITH_TIMEOUT(findStripes(*m_session->snapshot()).hugePages.size(), std::size_t{100}, patienceMs);
    button(u"Apply"_s)->click();
    edit(u"How many"_s)->setText(u"50"_s);
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    QCOMPARE(findStripes(*m_session->snapshot()).hugePages.size(), std::size_t{150});
    button(u"Apply"_s)->click();
    QCOMPARE(m_session->current()->origin->chain.steps.size(), std::size_t{2});
    QVERIFY(m_session->snapshot()->source().simulation.find("HVO 2M × 100 › HVO 2M × 50") != std::string::npos);
}

void TestSimulatePanel::aChainIsPlayedOnAnotherDump()
{
    open("v6.1-4k-va48-rodata-full");
    m_panel->hide();
    SimulationChain chain{
        "elsewhere", "", {{"hvo", {{"hugepage", "2M"}, {"count", "5"}}}, {"linear-map", {{"mode", "blocks"}}}}};
    m_panel->play(chain);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->documents().size(), std::size_t{3}, patienceMs);
    QCOMPARE(m_session->current()->origin->chain.steps, chain.steps);
    QSignalSpy told(m_panel.get(), &SimulatePanel::notice);
    m_panel->play({"", "", {{"hvo", {{"hugepage", "2M"}, {"count", "9999999"}}}}});
    QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, patienceMs);
    QCOMPARE(m_session->documents().size(), std::size_t{3});
}

void TestSimulatePanel::hidingThePanelEndsThePreview()
{
    open("v6.1-4k-va48-hvo2m-before");
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    m_panel->hide();
    QVERIFY(!predicted());
    QVERIFY(!m_session->snapshot()->source().isSimulated());
    m_panel->show();
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
}

void TestSimulatePanel::thePlannerNeedsNoHugePageInTheDump()
{
    open("v6.1-4k-va48-hvo2m-before");
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    auto *what = m_panel->findChild<QComboBox *>();
    what->setCurrentIndex(what->count() - 1);
    QVERIFY(!predicted());
    const auto says = [this](const QString &words) {
        const auto labels = m_panel->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *l) { return l->isVisible() && l->text().contains(words); });
    };
    edit(u"Memory of the machine"_s)->setText(u"64G"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"huge pages of 2M"_s), patienceMs);
    QVERIFY(says(u"+896 MiB"_s)); // 32768 huge pages, 28K each
    QVERIFY(says(u"512 vmemmap blocks split: 2M"_s));
    edit(u"How many"_s)->setText(u"0"_s);
    QTRY_VERIFY_WITH_TIMEOUT(says(u"At least one"_s), patienceMs);
    QVERIFY(!button(u"Open dump"_s)->isEnabled());
    edit(u"How many"_s)->setText(u"1000"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Open dump"_s)->isEnabled(), patienceMs);
    button(u"Open dump"_s)->click();
    QCOMPARE(m_session->documents().size(), std::size_t{2});
    QVERIFY(m_session->current()->snapshot->source().isSimulated());
    QCOMPARE(findStripes(*m_session->current()->snapshot).hugePages.size(), std::size_t{1000});
}

void TestSimulatePanel::aPredictionIsHeldAgainstARealDump()
{
    m_session->add({loadCapture("v6.1-4k-va48-hvo2m-after"), loadCapture("v6.1-4k-va48-hvo2m-before")});
    m_panel->show();
    QTRY_VERIFY_WITH_TIMEOUT(predicted(), patienceMs);
    const auto says = [this](const QString &words) {
        const auto labels = m_panel->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *l) { return l->isVisible() && l->text().contains(words); });
    };
    auto *menu = button(u"Compare with a real dump…"_s)->menu();
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 4); // both dumps, a line, a file
    menu->actions().front()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(says(u"vmemmap"_s) && says(u"real"_s), patienceMs);
}

} // namespace ptscope

QTEST_MAIN(ptscope::TestSimulatePanel)
#include "test_simulate_panel.moc"
