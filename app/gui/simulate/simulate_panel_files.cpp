// SPDX-License-Identifier: GPL-3.0-or-later
// The panel's menus: real dumps to compare with, chains to save and to play, companions to choose.
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSaveFile>

#include "app/gui/simulate/simulate_panel.h"
#include "app/gui/simulate/simulation_form.h"
#include "app/gui/simulate/step_inputs.h"
#include "app/text/chain_json.h"
#include "app/text/diagnostic_text.h"

namespace ptscope {

namespace {

const QLatin1String chainsKey("simulate/chains");
constexpr qsizetype chainsKept = 8;

QString stepsText(const SimulationChain &chain)
{
    QStringList steps;
    for (const ChainStep &step : chain.steps) {
        QStringList values;
        for (const auto &[name, value] : step.values) {
            values.append(QString::fromStdString(value == "yes" ? name : value));
        }
        steps.append(QString::fromStdString(step.simulation) + QLatin1Char(' ') + values.join(QLatin1Char(' ')));
    }
    QString text = steps.join(QStringLiteral(" › "));
    constexpr qsizetype longest = 70;
    return text.size() > longest ? text.left(longest) + QStringLiteral("…") : text;
}

QString problemText(const Error &error)
{
    const ErrorText text = errorText(error);
    return QString::fromStdString(error.subject + ": " + (error.detail.empty() ? text.what : error.detail));
}

} // namespace

void SimulatePanel::fillCompareMenu()
{
    m_compareMenu->clear();
    for (const Document &document : m_session.documents()) {
        const SnapshotPtr other = document.snapshot;
        if (other->source().isSimulated() || other == predicted()) {
            continue;
        }
        const QString label = QString::fromStdString(other->source().label);
        connect(m_compareMenu->addAction(label), &QAction::triggered, this, [this, other, label] { compareWith(other, label); });
    }
    m_compareMenu->addSeparator();
    connect(m_compareMenu->addAction(tr("A dump in a file…")), &QAction::triggered, this, &SimulatePanel::compareWithFile);
}

void SimulatePanel::compareWithFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Compare with a real dump"), m_session.recentFiles().paths().value(0));
    if (path.isEmpty()) {
        return;
    }
    m_predictor.load(path, [this, path](const Result<SnapshotPtr> &real) {
        if (real) {
            compareWith(*real, QString::fromStdString((*real)->source().label));
        } else {
            emit notice(problemText(real.error()));
        }
    });
}

void SimulatePanel::chooseCompanion(const QString &name)
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose %1").arg(name), m_session.recentFiles().paths().value(0));
    if (path.isEmpty()) {
        return;
    }
    const std::string file = QFile::encodeName(path).toStdString();
    const std::string which = name.toStdString();
    SimulationInputs inputs = m_inputs;
    const auto read = readCompanion(which, file, inputs);
    if (!read) {
        m_form->showProblem(which, problemText(read.error()));
        return;
    }
    m_inputs = std::move(inputs);
    m_form->setInputs(m_inputs);
    m_form->setValues({{which, file}});
    predictSoon();
}

void SimulatePanel::fillChainMenu()
{
    m_chainMenu->clear();
    QAction *save = m_chainMenu->addAction(tr("Save the chain of this prediction…"));
    const Document *document = m_session.find(m_document);
    save->setEnabled(m_outcome.has_value() || (document != nullptr && document->origin));
    connect(save, &QAction::triggered, this, &SimulatePanel::saveChain);
    connect(m_chainMenu->addAction(tr("Play a chain from a file…")), &QAction::triggered, this, &SimulatePanel::openChain);
    const QStringList kept = m_session.settings().value(chainsKey).toStringList();
    if (kept.isEmpty()) {
        return;
    }
    m_chainMenu->addSection(tr("Play again on this dump"));
    for (const QString &json : kept) {
        const auto chain = parseChain(json.toStdString(), "settings");
        if (chain) {
            connect(m_chainMenu->addAction(stepsText(*chain)), &QAction::triggered, this, [this, one = *chain] { play(one); });
        }
    }
}

void SimulatePanel::rememberChain(const SimulationChain &chain)
{
    const QString json = QString::fromStdString(chainJson(chain));
    QStringList kept = m_session.settings().value(chainsKey).toStringList();
    kept.removeAll(json);
    kept.prepend(json);
    m_session.settings().setValue(chainsKey, QStringList(kept.mid(0, chainsKept)));
}

void SimulatePanel::saveChain()
{
    const Document *document = m_session.find(m_document);
    const SimulationChain chain = m_outcome ? chainWith({entry().id, m_values}) : document->origin->chain;
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the chain"), QStringLiteral("chain.json"),
                                                      tr("Chains of simulations (*.json)"));
    if (path.isEmpty()) {
        return;
    }
    QSaveFile file(path);
    const QByteArray text = QByteArray::fromStdString(chainJson(chain));
    const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
    emit notice(written ? tr("%1 saved: play it here, or with ptscope-cli simulate --replay").arg(QFileInfo(path).fileName())
                        : tr("%1 cannot be written: %2").arg(path, file.errorString()));
}

void SimulatePanel::openChain()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Play a chain"), QString(), tr("Chains of simulations (*.json)"));
    playFile(path);
}

void SimulatePanel::playFile(const QString &path)
{
    if (path.isEmpty()) {
        return;
    }
    const auto chain = readChainFile(path);
    if (chain) {
        play(*chain);
    } else {
        emit notice(problemText(chain.error()));
    }
}

void SimulatePanel::play(const SimulationChain &chain)
{
    const Document *document = m_session.current();
    if (document == nullptr) {
        return;
    }
    std::vector<SimulationForm::OtherDump> others;
    for (const Document &other : m_session.documents()) {
        const SourceFacts &source = other.snapshot->source();
        others.push_back({QString::fromStdString(source.label),
                          QString::fromStdString(source.path.empty() ? source.label : source.path), other.snapshot});
    }
    const SnapshotPtr base = document->snapshot;
    SimulationChain before = document->origin ? document->origin->chain
                                              : SimulationChain{base->source().label, base->source().digest, {}};
    m_soon.stop();
    m_predictor.play(base, chain.steps, stepInputsFor(*base, std::move(others)),
                     [this, id = document->id, steps = chain.steps, before](tl::expected<std::vector<SimulationOutcome>, ChainProblem> outcomes) mutable {
                         if (!outcomes) {
                             emit notice(tr("Step %1 of %2 could not be played: %3")
                                             .arg(outcomes.error().step + 1)
                                             .arg(steps.size())
                                             .arg(problemText(outcomes.error().problem.error)));
                             return;
                         }
                         quint64 origin = id;
                         for (std::size_t i = 0; i < outcomes->size(); ++i) {
                             before.steps.push_back(steps[i]);
                             SimulationResult &result = (*outcomes)[i].result;
                             m_session.addSimulated(result.snapshot, {origin, before, std::move(result.ledger)});
                             origin = m_session.current()->id;
                         }
                         rememberChain(before);
                     });
}

} // namespace ptscope
