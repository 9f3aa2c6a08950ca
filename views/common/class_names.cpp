// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/class_names.h"

#include <QCoreApplication>

#include <algorithm>

#include "core/paging/classify.h"
#include "core/query/class_terms.h"
#include "core/snapshot/row_text.h"

namespace ptscope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ClassNames)
};

struct LeafShape {
    ByteCount unit;
    Level level;
    bool contiguous;
};

/// What Linux can map of that class, largest first; with 64K pages both 512M blocks and 16G groups are giants.
std::vector<LeafShape> shapesOf(LeafClass leaf, const PagingGeometry &geometry)
{
    std::vector<LeafShape> shapes;
    for (const Level level : allLevels) {
        if (geometry.isFolded(level) || !geometry.allowsBlocks(level)) {
            continue;
        }
        for (const bool contiguous : {true, false}) {
            Attributes attributes;
            attributes.set(Attr::Contiguous, contiguous);
            const bool forms = !contiguous || geometry.contiguousEntries(level) != 0;
            if (forms && classify(geometry, level, AttributeId{1}, attributes).leaf == leaf) {
                shapes.push_back({leafUnit(geometry, level, attributes), level, contiguous});
            }
        }
    }
    std::sort(shapes.begin(), shapes.end(), [](const LeafShape &a, const LeafShape &b) { return b.unit < a.unit; });
    return shapes;
}

QString nameOf(const LeafShape &shape)
{
    const QString unit = QString::fromStdString(runSizeText(shape.unit));
    if (shape.contiguous) {
        return Words::tr("%1 contiguous").arg(unit);
    }
    return shape.level == Level::Pte ? Words::tr("%1 page").arg(unit) : Words::tr("%1 block").arg(unit);
}

} // namespace

QString className(LeafClass leaf, const PagingGeometry &geometry)
{
    if (leaf == LeafClass::Hole) {
        return Words::tr("hole");
    }
    if (leaf == LeafClass::Invalid) {
        return Words::tr("invalid (F)");
    }
    const std::vector<LeafShape> shapes = shapesOf(leaf, geometry);
    if (shapes.empty()) {
        return {};
    }
    if (shapes.size() == 1) {
        return nameOf(shapes.front());
    }
    return Words::tr("%1 and larger").arg(QString::fromStdString(runSizeText(shapes.back().unit)));
}

QString className(AccessClass access)
{
    switch (access) {
    case AccessClass::None:
        return {};
    case AccessClass::RwNx:
        return QStringLiteral("RW NX");
    case AccessClass::RoNx:
        return QStringLiteral("ro NX");
    case AccessClass::RoX:
        return QStringLiteral("ro x");
    case AccessClass::RwX:
        return QStringLiteral("RW x");
    case AccessClass::Device:
        return Words::tr("Device");
    case AccessClass::NonCacheable:
        return Words::tr("Non-cacheable");
    }
    return {};
}

QStringList leafTerms(const PagingGeometry &geometry)
{
    QStringList terms;
    for (std::uint8_t i = 0; i < leafClassCount; ++i) {
        if (const std::string term = classTerm(static_cast<LeafClass>(i), geometry); !term.empty()) {
            terms.append(QString::fromStdString(term));
        }
    }
    return terms;
}

std::vector<LeafClass> mappedLeafClasses(const PagingGeometry &geometry)
{
    std::vector<LeafClass> classes;
    for (const LeafClass leaf :
         {LeafClass::Giant, LeafClass::ContBlock, LeafClass::Block, LeafClass::ContPage, LeafClass::Page}) {
        if (!shapesOf(leaf, geometry).empty()) {
            classes.push_back(leaf);
        }
    }
    return classes;
}

} // namespace ptscope
