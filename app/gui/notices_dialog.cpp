// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/notices_dialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScreen>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

#include "app/gui/honesty_text.h"
#include "app/text/diagnostic_text.h"
#include "core/companion/companions.h"
#include "views/look/icons.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

constexpr int rowHeight = 22;

QString linesText(const Diagnostic &notice)
{
    const QString first = QString::number(notice.line);
    return notice.lastLine > notice.line ? QStringLiteral("%1–%2").arg(first).arg(notice.lastLine) : first;
}

QString whatText(const Diagnostic &notice)
{
    const QString text = QString::fromStdString(diagnosticText(notice));
    return notice.count > 1 ? NoticesModel::tr("%1 (%2 lines)").arg(text, countText(notice.count)) : text;
}

QString weightText(Severity severity)
{
    return QString::fromLatin1(severityText(severity));
}

/// Whole sentences, which no column of the table has room for.
QString captureNotesText(const Snapshot &snapshot)
{
    constexpr int most = 4;
    QString out;
    int count = 0;
    for (const Diagnostic &diagnostic : snapshot.diagnostics()) {
        if (diagnostic.code == DiagnosticCode::CaptureNote && ++count <= most) {
            out += QLatin1Char('\n') + NoticesDialog::tr("Of the capture: %1").arg(QString::fromStdString(diagnostic.excerpt));
        }
    }
    return out;
}

QIcon weightIcon(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return themedIcon(Icon::Error, &Palette::error);
    case Severity::Warning:
        return themedIcon(Icon::Warning, &Palette::warn);
    case Severity::Note:
        break;
    }
    return themedIcon(Icon::Info, &Palette::text3);
}

} // namespace

void NoticesModel::addCompanions(const Snapshot &snapshot)
{
    if (!snapshot.isExplained() || snapshot.companions() == nullptr) {
        return;
    }
    for (const CompanionFile &file : snapshot.companions()->files) {
        const QString name = QString::fromStdString(file.name);
        for (const Diagnostic &diagnostic : file.diagnostics) {
            m_notices.push_back({name, diagnostic});
        }
        if (file.error) {
            const Diagnostic unusable{Severity::Warning, DiagnosticCode::NotUnderstood, 0, 0, 1, errorText(*file.error).what};
            m_notices.push_back({name, unusable});
        }
    }
}

void NoticesModel::setSnapshot(SnapshotPtr snapshot)
{
    beginResetModel();
    m_notices.clear();
    if (snapshot != nullptr) {
        for (const Diagnostic &diagnostic : snapshot->diagnostics()) {
            m_notices.push_back({{}, diagnostic});
        }
        addCompanions(*snapshot);
    }
    endResetModel();
}

int NoticesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_notices.size());
}

int NoticesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountOfNotices;
}

QVariant NoticesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Diagnostic &entry = notice(index.row());
    if (role == Qt::DecorationRole && index.column() == Weight) {
        return weightIcon(entry.severity);
    }
    if (role == Qt::FontRole && (index.column() == Line || index.column() == Excerpt)) {
        return monoFont(TextRole::Body);
    }
    if (role == Qt::TextAlignmentRole && index.column() == Line) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case Line:
        return fileOf(index.row()).isEmpty() ? linesText(entry)
                                             : fileOf(index.row()) + QLatin1Char(':') + linesText(entry);
    case Weight:
        return weightText(entry.severity);
    case What:
        return whatText(entry);
    default:
        return QString::fromStdString(entry.excerpt);
    }
}

QVariant NoticesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole) {
        return QVariant::fromValue((section == Line ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Line:
        return tr("Line");
    case Weight:
        return tr("Severity");
    case What:
        return tr("What");
    default:
        return tr("Text");
    }
}

NoticesDialog::NoticesDialog(Session &session, QWidget *parent)
    : QDialog(parent), m_session(session), m_summary(new QLabel), m_table(new QTableView)
{
    setWindowTitle(tr("Notices about lines"));
    resize(QSize(scaled(1040), scaled(420)).boundedTo(screen()->availableSize()));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(16));
    column->setSpacing(scaled(8));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_summary);
    m_table->setModel(&m_model);
    m_table->setAccessibleName(tr("Notices about lines"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(scaled(rowHeight));
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(NoticesModel::Weight, scaled(96));
    column->addWidget(m_table, 1);
    auto *hint = new QLabel(tr("Enter or double click: show the place. Ctrl+C: copy the chosen notices."));
    setLookProperty(*hint, "role", QStringLiteral("label"));
    column->addWidget(hint);
    // A double click comes as activation too where the desktop says so; Enter always does.
    connect(m_table, &QTableView::activated, this, &NoticesDialog::showPlace);
    connect(m_table, &QTableView::doubleClicked, this, &NoticesDialog::showPlace);
    connect(&m_session, &Session::currentChanged, this, &NoticesDialog::showDocument);
    connect(&m_session.navigator(), &Navigator::explained, this, &NoticesDialog::showDocument);
    showDocument();
}

void NoticesDialog::showDocument()
{
    const SnapshotPtr snapshot = m_session.snapshot();
    m_model.setSnapshot(snapshot);
    if (snapshot == nullptr) {
        m_summary->setText(tr("No dump is open."));
    } else if (snapshot->diagnostics().empty()) {
        m_summary->setText(tr("%1. Every line is as the kernel prints it.").arg(lineAccountText(lineAccountOf(*snapshot))));
    } else {
        m_summary->setText(lineAccountText(lineAccountOf(*snapshot)) + captureNotesText(*snapshot));
    }
    fitColumns();
}

/// What is said comes first; the line's own text stands in the dump as well.
void NoticesDialog::fitColumns()
{
    const auto fit = [this](int column, int least, int most) {
        m_table->resizeColumnToContents(column);
        m_table->setColumnWidth(column, std::clamp(m_table->columnWidth(column) + scaled(8), scaled(least), scaled(most)));
    };
    fit(NoticesModel::Line, 72, 200);
    fit(NoticesModel::What, 330, 560);
}

void NoticesDialog::showPlace(const QModelIndex &index)
{
    const SnapshotPtr snapshot = m_session.snapshot();
    if (!index.isValid() || snapshot == nullptr) {
        return;
    }
    if (!m_model.fileOf(index.row()).isEmpty()) {
        return; // a line of vmallocinfo has no place in the dump
    }
    if (const auto run = runAtLine(*snapshot, m_model.notice(index.row()).line)) {
        m_session.navigator().reveal(*run);
    }
}

void NoticesDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copySelected();
        return;
    }
    QDialog::keyPressEvent(event);
}

void NoticesDialog::copySelected() const
{
    QStringList lines;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows) {
        const Diagnostic &notice = m_model.notice(row.row());
        const QString file = m_model.fileOf(row.row());
        const QString place = file.isEmpty() ? linesText(notice) : file + QLatin1Char(':') + linesText(notice);
        lines.append(QStringLiteral("%1: %2: %3: %4").arg(place, weightText(notice.severity), whatText(notice),
                                                       QString::fromStdString(notice.excerpt)));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

std::optional<AddrRange> runAtLine(const Snapshot &snapshot, std::uint64_t line)
{
    const ExtentTable &rows = snapshot.extents();
    std::optional<RowIndex> best;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t rowLine = rows.line({i});
        if (rowLine != 0 && rowLine <= line && (!best || rowLine >= rows.line(*best))) {
            best = RowIndex{i};
        }
    }
    return best ? std::optional(rows.range(*best)) : std::nullopt;
}

} // namespace ptscope
