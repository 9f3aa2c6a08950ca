// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stripes/stripe_legend.h"

#include <QLabel>
#include <QPainter>

#include <algorithm>

#include "core/query/class_terms.h"
#include "views/common/change_overlay.h"
#include "views/common/class_names.h"
#include "views/common/legend_filter.h"
#include "views/look/flow_layout.h"
#include "views/look/palette.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/legend_row.h"
#include "views/look/widgets/look_label.h"

namespace ptscope {

namespace {

/// A word on the line that the raster draws below pages that differ.
class UnderlinedWord : public QLabel
{
public:
    explicit UnderlinedWord(ChangeMark mark) : m_mark(mark)
    {
        setText(changeWord(mark));
        setLookProperty(*this, "role", QStringLiteral("label"));
        setLookProperty(*this, "tone", QStringLiteral("2"));
        setContentsMargins(scaled(8), scaled(3), 0, scaled(3));
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLabel::paintEvent(event);
        const int left = scaled(8);
        QPainter(this).fillRect(left, height() - scaled(2), width() - left, scaled(2), ptscope::palette().of(m_mark));
    }

private:
    ChangeMark m_mark;
};

/// In the vmemmap rights tell what became of a page.
QString wordsFor(ShownClass shown, const StripeSource &source)
{
    const PagingGeometry &paging = source.snapshot->geometry();
    if (source.showsVmemmap) {
        if (shown == ShownClass(AccessClass::RwNx)) {
            return StripeLegend::tr("RW, a page of its own");
        }
        if (shown == ShownClass(AccessClass::RoNx)) {
            return StripeLegend::tr("ro, an alias: its page was freed");
        }
        if (shown == ShownClass(LeafClass::Block)) {
            return StripeLegend::tr("%1, not split").arg(className(LeafClass::Block, paging));
        }
    }
    const auto *leaf = std::get_if<LeafClass>(&shown);
    return leaf != nullptr ? className(*leaf, paging) : className(std::get<AccessClass>(shown));
}

std::string termFor(ShownClass shown, const PagingGeometry &paging)
{
    const auto *leaf = std::get_if<LeafClass>(&shown);
    return leaf != nullptr ? classTerm(*leaf, paging) : classTerm(std::get<AccessClass>(shown));
}

/// Those that occur, and in the vmemmap also those of a stripe, so that their absence can be read.
std::vector<ShownClass> classesFor(const StripeSource &source)
{
    std::vector<ShownClass> classes;
    if (source.showsVmemmap) {
        classes = {AccessClass::RwNx, AccessClass::RoNx, LeafClass::Block};
    }
    for (const ShownClass shown : source.classes) {
        if (std::find(classes.begin(), classes.end(), shown) == classes.end()) {
            classes.push_back(shown);
        }
    }
    return classes;
}

} // namespace

StripeLegend::StripeLegend(Navigator &navigator, QWidget *parent)
    : QWidget(parent), m_navigator(navigator), m_place(new FlowLayout(this, scaled(8), scaled(2)))
{ }

void StripeLegend::setSource(const StripeSource *source)
{
    m_changes.clear();
    delete m_filter;
    m_filter = nullptr;
    while (QLayoutItem *item = m_place->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (source == nullptr) {
        return;
    }
    m_filter = new LegendFilter(m_navigator, this);
    for (const ShownClass shown : classesFor(*source)) {
        addClass(shown, *source);
    }
    if (source->showsVmemmap && !source->parts.empty()) {
        addMarks();
    }
}

void StripeLegend::setChanges(const std::vector<ChangeKind> &kinds)
{
    for (QWidget *word : m_changes) {
        m_place->removeWidget(word);
        delete word;
    }
    m_changes.clear();
    for (const ChangeKind kind : kinds) {
        m_changes.push_back(new UnderlinedWord(markFor(kind)));
        m_changes.back()->setToolTip(tr("The line below pages that differ from the other dump: %1").arg(changeWord(markFor(kind))));
        m_place->addWidget(m_changes.back());
    }
}

void StripeLegend::addClass(ShownClass shown, const StripeSource &source)
{
    const std::string term = termFor(shown, source.snapshot->geometry());
    if (term.empty()) {
        return;
    }
    auto *row = new LegendRow(shown, wordsFor(shown, source));
    row->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->setToolTip(tr("Show %1 only; with Ctrl beside what is chosen").arg(QString::fromStdString(term)));
    m_filter->add(row, QString::fromStdString(term));
    m_place->addWidget(row);
}

void StripeLegend::addMarks()
{
    QLabel *marks = labelWith(tr("cell: a page of struct pages   tick: a memory section   letter: a break"), "label", "3");
    marks->setContentsMargins(scaled(8), scaled(3), 0, 0);
    m_place->addWidget(marks);
}

} // namespace ptscope
