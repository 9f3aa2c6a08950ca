// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/honesty_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

#include "app/gui/honesty_text.h"
#include "views/look/icons.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int lineHeight = 28;
constexpr int margin = 12;
constexpr int gap = 10;
constexpr int longestFileName = 320;
constexpr int noticeTime = 6000; // milliseconds: enough to read two lines

QString jobText(const JobStatus &status)
{
    if (status.total == 0) {
        return status.done == 0 ? status.name : QStringLiteral("%1, %2").arg(status.name, sumText(status.done));
    }
    // 128 bits are not needed: no input passes 2^56 bytes.
    return QStringLiteral("%1, %2 %").arg(status.name).arg(std::min<std::uint64_t>(100, status.done * 100 / status.total));
}

} // namespace

HonestyLine::HonestyLine(Session &session, JobRunner &jobs, QWidget *parent)
    : QFrame(parent), m_session(session), m_jobs(jobs), m_file(new QLabel), m_digest(new QLabel), m_account(clickable(tr("Lines"))),
      m_geometry(clickable(tr("Geometry"))), m_filter(new QLabel), m_times(new QLabel), m_invitation(new QLabel(tr("drop, paste or open one"))),
      m_job(new QLabel), m_cancel(clickable(tr("Cancel")))
{
    setFixedHeight(scaled(lineHeight));
    setLookProperty(*this, "panel", QStringLiteral("surface"));
    setLookProperty(*this, "rule", QStringLiteral("top"));
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(scaled(margin), 0, scaled(margin), 0);
    line->setSpacing(scaled(gap));
    m_file->setFont(monoFont(TextRole::Label));
    m_digest->setFont(monoFont(TextRole::Label));
    setLookProperty(*m_file, "tone", QStringLiteral("1"));
    for (QLabel *label : {m_filter, m_times, m_invitation, m_job}) {
        label->setFont(wordFont(TextRole::Label));
    }
    addPiece(line, m_file, 5);
    addPiece(line, m_digest, 0);
    addPiece(line, m_account, 4);
    addPiece(line, m_geometry, 2);
    addPiece(line, m_filter, 3);
    setLookProperty(*m_filter, "tone", QStringLiteral("accent"));
    addPiece(line, m_times, 1);
    addPiece(line, m_invitation, 3);
    line->addStretch(1);
    buildJobPart(line);
    connect(m_account, &QToolButton::clicked, this, &HonestyLine::noticesRequested);
    connect(m_geometry, &QToolButton::clicked, this, &HonestyLine::geometryRequested);
    connect(&m_session, &Session::currentChanged, this, &HonestyLine::showDocument);
    connect(&m_session.navigator(), &Navigator::explained, this, &HonestyLine::showDocument);
    connect(&m_session.navigator(), &Navigator::matchesChanged, this, &HonestyLine::showFilter);
    connect(&m_jobs, &JobRunner::statusChanged, this, &HonestyLine::showJob);
    m_noticeEnds.setSingleShot(true);
    connect(&m_noticeEnds, &QTimer::timeout, this, [this] {
        m_notice.clear();
        showJob();
    });
    showDocument();
    showJob();
}

void HonestyLine::addPiece(QHBoxLayout *line, QWidget *widget, int importance)
{
    QWidget *rule = nullptr;
    if (!m_pieces.empty()) {
        auto *frame = new QFrame;
        frame->setFixedSize(1, scaled(14));
        setLookProperty(*frame, "panel", QStringLiteral("rule"));
        line->addWidget(frame);
        rule = frame;
    }
    line->addWidget(widget);
    m_pieces.push_back({rule, widget, importance, false});
}

QToolButton *HonestyLine::clickable(const QString &name)
{
    auto *button = new QToolButton;
    setLookProperty(*button, "role", QStringLiteral("inline"));
    button->setFont(wordFont(TextRole::Label));
    button->setIconSize({scaled(14), scaled(14)});
    button->setFocusPolicy(Qt::TabFocus);
    button->setCursor(Qt::PointingHandCursor);
    button->setAccessibleName(name);
    return button;
}

void HonestyLine::buildJobPart(QHBoxLayout *line)
{
    m_cancel->setText(tr("Cancel"));
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (const auto status = m_jobs.shown()) {
            m_jobs.cancel(status->lane);
        }
    });
    setLookProperty(*m_job, "tone", QStringLiteral("3"));
    line->addWidget(m_job);
    line->addWidget(m_cancel);
}

void HonestyLine::showDocument()
{
    const Document *document = m_session.current();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_digest, m_account, m_geometry, m_times}) {
        setWanted(widget, document != nullptr);
    }
    setWanted(m_file, true);
    setWanted(m_invitation, document == nullptr);
    if (document == nullptr) {
        m_file->setFont(wordFont(TextRole::Label));
        m_file->setText(tr("no dump open"));
        m_file->setToolTip({});
        fit();
        return;
    }
    const SnapshotPtr shown = m_session.snapshot();
    const Snapshot &snapshot = *shown;
    const LineAccount account = lineAccountOf(snapshot);
    m_file->setFont(monoFont(TextRole::Label));
    m_file->setText(m_file->fontMetrics().elidedText(QString::fromStdString(snapshot.source().label), Qt::ElideMiddle, scaled(longestFileName)));
    m_file->setToolTip(QString::fromStdString(snapshot.source().path));
    m_digest->setText(digestText(snapshot.source().digest));
    m_digest->setToolTip(tr("Digest of the text: two files with the same digest are the same dump"));
    setWanted(m_digest, !m_digest->text().isEmpty());
    m_account->setText(lineAccountText(account));
    m_account->setIcon(account.clean() && account.captureNotes == 0 ? themedIcon(Icon::Check, &Palette::ok) : themedIcon(Icon::Warning, &Palette::warn));
    if (snapshot.source().isSimulated()) {
        m_account->setText(tr("simulated: %1; %2 runs").arg(QString::fromStdString(snapshot.source().simulation), countText(account.runs)));
        m_account->setIcon(themedIcon(Icon::Simulate, &Palette::accent));
    }
    m_account->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_account->setToolTip(tr("What was repaired, passed over or not understood, line by line (Ctrl+L)"));
    m_geometry->setText(geometryWithReason(snapshot.geometryFinding()));
    m_geometry->setToolTip(tr("%1. Click to choose another").arg(geometryWithReason(snapshot.geometryFinding())));
    m_times->setText(timesText(*document));
    m_times->setToolTip(m_times->text());
    // A prediction was not captured; its chain names the dump that was.
    setWanted(m_times, !m_times->text().isEmpty() && !snapshot.source().isSimulated());
    fit();
}

void HonestyLine::showFilter()
{
    const auto &matches = m_session.navigator().matches();
    setWanted(m_filter, matches != nullptr);
    if (matches != nullptr) {
        m_filter->setText(tr("filter: %1 of %2 runs").arg(countText(matches->count()), countText(matches->rows())));
        m_filter->setToolTip(m_session.navigator().filter());
    }
    fit();
}

void HonestyLine::showJob()
{
    const auto status = m_jobs.shown();
    m_job->setText(status ? jobText(*status) : m_notice.isEmpty() ? tr("idle") : m_notice);
    m_cancel->setVisible(status.has_value());
    fit();
}

void HonestyLine::showNotice(const QString &text)
{
    m_notice = text;
    m_noticeEnds.start(noticeTime);
    showJob();
}

void HonestyLine::setWanted(QWidget *widget, bool wanted)
{
    for (Piece &piece : m_pieces) {
        if (piece.widget == widget) {
            piece.wanted = wanted;
        }
    }
}

// The reason of the geometry is the longest piece and the first that can be cut: its sentence stands in the tooltip, as
// do the times in full.
void HonestyLine::fit()
{
    const Document *document = m_session.current();
    const auto needed = [this] {
        int width = 2 * scaled(margin) + m_job->sizeHint().width() + 2 * scaled(gap);
        width += m_cancel->isHidden() ? 0 : m_cancel->sizeHint().width() + scaled(gap);
        for (const Piece &piece : m_pieces) {
            width += piece.widget->isHidden() ? 0 : piece.widget->sizeHint().width() + 2 * scaled(gap) + 1;
        }
        return width;
    };
    const auto show = [](const Piece &piece, bool visible) {
        piece.widget->setVisible(visible);
        if (piece.rule != nullptr) {
            piece.rule->setVisible(visible);
        }
    };
    for (const Piece &piece : m_pieces) {
        show(piece, piece.wanted);
    }
    if (document != nullptr) {
        m_geometry->setText(geometryWithReason(document->snapshot->geometryFinding()));
        if (needed() > width()) {
            m_geometry->setText(geometryText(document->snapshot->geometry()));
        }
        for (const TimesLength length : {TimesLength::Full, TimesLength::Captured, TimesLength::Read}) {
            const QString text = timesText(*document, length);
            if (length == TimesLength::Full || (needed() > width() && !text.isEmpty())) {
                m_times->setText(text);
            }
        }
    }
    std::vector<Piece> byImportance = m_pieces;
    std::sort(byImportance.begin(), byImportance.end(), [](const Piece &a, const Piece &b) { return a.importance < b.importance; });
    for (const Piece &piece : byImportance) {
        if (needed() <= width()) {
            break;
        }
        show(piece, false);
    }
}

QSize HonestyLine::minimumSizeHint() const
{
    constexpr int leastWidth = 320;
    return {scaled(leastWidth), QFrame::minimumSizeHint().height()};
}

void HonestyLine::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

} // namespace ptscope
