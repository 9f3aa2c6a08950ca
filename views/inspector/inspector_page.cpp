// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspector_page.h"

#include <QFontMetrics>
#include <QFrame>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include "core/snapshot/row_text.h"
#include "views/common/class_names.h"
#include "views/look/address_paint.h"
#include "views/look/numbers.h"
#include "views/look/palette.h"
#include "views/look/style.h"
#include "views/look/widgets/address_label.h"
#include "views/look/widgets/section_head.h"
#include "views/look/widgets/stacked_bar.h"

namespace ptscope {

namespace {

constexpr int sidePadding = 16;
constexpr int sectionPadding = 10;
constexpr int firstPadding = 14;
constexpr int labelWidth = 128;
constexpr int valueWidth = 178; ///< beside a label, in a panel as wide as it is designed
constexpr int lineWidth = 316;  ///< of all of a line there, beside the scroll bar
constexpr int longestWordBeside = 60;
constexpr int wordWidth = 30;
constexpr int columnGap = 10;
constexpr int dimmedDigits = 4; ///< 0xffff: alike in every address of the kernel half

QString toneName(InspectorPage::Tone tone)
{
    switch (tone) {
    case InspectorPage::Tone::Value:
        return QStringLiteral("1");
    case InspectorPage::Tone::Prose:
        return QStringLiteral("2");
    case InspectorPage::Tone::Quiet:
        return QStringLiteral("3");
    case InspectorPage::Tone::Good:
        return QStringLiteral("ok");
    case InspectorPage::Tone::Warn:
        return QStringLiteral("warn");
    case InspectorPage::Tone::Bad:
        return QStringLiteral("error");
    }
    return {};
}

QLabel *label(const QString &text, const QFont &font, InspectorPage::Tone tone)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setProperty("tone", toneName(tone));
    return label;
}

QLabel *wrapped(const QString &text, const QFont &font, InspectorPage::Tone tone)
{
    QLabel *out = label(text, font, tone);
    out->setWordWrap(true);
    return out;
}

} // namespace

InspectorPage::InspectorPage(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    beginSection();
}

void InspectorPage::beginSection(const QString &head, const QString &note)
{
    auto *section = new QWidget;
    m_section = new QVBoxLayout(section);
    const int top = m_sections.empty() ? firstPadding : head.isEmpty() ? sectionPadding : 4;
    m_section->setContentsMargins(scaled(sidePadding), scaled(top), scaled(sidePadding), scaled(sectionPadding));
    m_section->setSpacing(scaled(4));
    m_column->addWidget(section);
    m_sections.push_back(section);
    if (!head.isEmpty()) {
        addHead(head, note);
    }
}

void InspectorPage::addHead(const QString &head, const QString &note)
{
    auto *title = new SectionHead(head);
    title->setNote(note);
    m_section->addWidget(title);
    m_text +=
        QLatin1Char('\n') + head + (note.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(note)) + QLatin1Char('\n');
}

QBoxLayout *InspectorPage::addLine(int gap)
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(scaled(gap));
    m_section->addLayout(line);
    return line;
}

void InspectorPage::addTitle(const QString &title, const QString &note, bool mono)
{
    QBoxLayout *line = addLine(columnGap);
    line->addWidget(wrapped(title, mono ? monoFont(TextRole::Title) : wordFont(TextRole::Title), Tone::Value), 1);
    line->addWidget(label(note, wordFont(TextRole::Label), Tone::Quiet), 0, Qt::AlignRight | Qt::AlignVCenter);
    m_text += note.isEmpty() ? title + QLatin1Char('\n') : QStringLiteral("%1 (%2)\n").arg(title, note);
}

void InspectorPage::addAddresses(AddrRange range)
{
    auto *first = new AddressLabel(nullptr, TextRole::Tab);
    auto *end = new AddressLabel(nullptr, TextRole::Tab);
    first->setAddress(range.first.value);
    end->setAddress(range.printedEnd());
    end->setRemark(tr("(end, exclusive)"));
    for (AddressLabel *address : {first, end}) {
        const bool upper = address->address() >> 48 == 0xffff;
        address->setDimmedDigits(upper ? dimmedDigits : 0);
        address->setToolTip(tr("Ctrl+C copies the address"));
        m_section->addWidget(address);
    }
    m_text += addressLabel(range.first.value) + QLatin1Char('-') + addressLabel(range.printedEnd()) + QLatin1Char('\n');
}

void InspectorPage::addText(const QString &text, Tone tone)
{
    m_section->addWidget(wrapped(text, wordFont(TextRole::Body), tone));
    m_text += text + QLatin1Char('\n');
}

void InspectorPage::addSize(const QString &value, const QString &rest)
{
    QBoxLayout *line = addLine(8);
    line->addWidget(label(value, monoFont(TextRole::Value), Tone::Value), 0, Qt::AlignTop);
    line->addWidget(wrapped(rest, wordFont(TextRole::Body), Tone::Prose), 1, Qt::AlignTop);
    m_text += value + QLatin1String("  ") + rest + QLatin1Char('\n');
}

void InspectorPage::addFact(const QString &labelText, const QString &value, const QString &remark, Tone tone,
                            const QString &toolTip)
{
    QBoxLayout *line = addLine(columnGap);
    QLabel *left = label(labelText, wordFont(TextRole::Body), Tone::Prose);
    left->setMinimumWidth(scaled(labelWidth));
    // The caller of an area can be longer than the panel is wide: it stands below its label then, and is cut only there.
    const QFont font = monoFont(TextRole::Value);
    const QFontMetrics metrics(font);
    const bool below = metrics.horizontalAdvance(value) > scaled(valueWidth);
    QLabel *middle = label(metrics.elidedText(value, Qt::ElideMiddle, scaled(lineWidth)), font, tone);
    // The remark gives way: a long figure must not push the page beyond the panel.
    QLabel *right = wrapped(remark, wordFont(TextRole::Label), Tone::Quiet);
    right->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (QLabel *part : {left, middle, right}) {
        part->setToolTip(toolTip);
    }
    if (middle->text() != value) {
        middle->setToolTip(toolTip.isEmpty() ? value : value + QLatin1Char('\n') + toolTip);
    }
    line->addWidget(left);
    if (below) {
        line->addWidget(right, 1);
        m_section->addWidget(middle);
    } else {
        line->addWidget(middle);
        line->addWidget(right, 1);
    }
    m_text += QStringLiteral("%1: %2").arg(labelText, value);
    m_text += remark.isEmpty() ? QStringLiteral("\n") : QStringLiteral(" (%1)\n").arg(remark);
}

void InspectorPage::addExplanation(const Explanation &explanation)
{
    const QString word = explanation.word.empty() ? QStringLiteral("·") : QString::fromStdString(explanation.word);
    const QString meaning = QString::fromStdString(explanation.meaning);
    const QString architecture = QString::fromStdString(explanation.architecture);
    QBoxLayout *line = addLine(6);
    QLabel *left = label(word, monoFont(TextRole::Value), explanation.word.empty() ? Tone::Quiet : Tone::Value);
    left->setMinimumWidth(scaled(wordWidth));
    line->addWidget(left, 0, Qt::AlignTop);
    QLabel *prose = wrapped(meaning, wordFont(TextRole::Body), Tone::Prose);
    const bool below = left->sizeHint().width() > scaled(longestWordBeside);
    below ? line->addStretch(1) : line->addWidget(prose, 1, Qt::AlignTop);
    line->addWidget(label(architecture, monoFont(TextRole::Label), Tone::Quiet), 0, Qt::AlignTop | Qt::AlignRight);
    if (below) { // as memory types are: beside one its meaning would be a column of single words
        prose->setContentsMargins(scaled(wordWidth + 6), 0, 0, 0);
        m_section->addWidget(prose);
    }
    m_text += QStringLiteral("%1: %2 (%3)\n").arg(word, meaning, architecture);
}

void InspectorPage::addCard(const QString &title, const QString &text, Tone tone)
{
    auto *card = new QFrame;
    setLookProperty(*card, "panel", QStringLiteral("card"));
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(scaled(10), scaled(7), scaled(10), scaled(8));
    inside->setSpacing(scaled(2));
    inside->addWidget(wrapped(title, wordFont(TextRole::Value), tone));
    inside->addWidget(wrapped(text, wordFont(TextRole::Label), Tone::Prose));
    m_section->addSpacing(scaled(4));
    m_section->addWidget(card);
    m_text += title + QLatin1Char('\n') + text + QLatin1Char('\n');
}

void InspectorPage::addWidget(QWidget *widget, const QString &asText)
{
    m_section->addWidget(widget);
    if (!asText.isEmpty()) {
        m_text += asText + QLatin1Char('\n');
    }
}

void InspectorPage::addShares(const PartStatistics &part, const PagingGeometry &geometry)
{
    std::vector<BarShare> shares;
    for (const LeafClass leaf : mappedLeafClasses(geometry)) {
        shares.push_back({leaf, part.bytesByLeaf[static_cast<std::size_t>(leaf)]});
    }
    auto *bar = new StackedBar(tr("Mapped bytes by leaf size"));
    bar->setShares(shares);
    m_section->addWidget(bar);
    for (const BarShare &share : shares) {
        if (share.weight != 0) {
            addFact(className(std::get<LeafClass>(share.shownClass), geometry), sumText(share.weight));
        }
    }
}

void InspectorPage::finish()
{
    m_column->addStretch(1);
}

void InspectorPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colors = ptscope::palette();
    painter.fillRect(rect(), colors.surface);
    for (std::size_t i = 1; i < m_sections.size(); ++i) {
        painter.fillRect(0, m_sections[i]->y(), width(), scaled(1), colors.line);
    }
}

} // namespace ptscope
