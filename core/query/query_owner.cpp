// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/companion/companions.h"
#include "core/owner/image_sections.h"
#include "core/owner/owner_group.h"
#include "core/owner/owner_map.h"
#include "core/query/query_term.h"
#include "core/query/text_matcher.h"

namespace ptscope {

namespace {

bool isCalled(const Owner &owner, const TextMatcher &matcher)
{
    return matcher.matches(shortText(owner)) || matcher.matches(name(owner.kind))
        || matcher.matches(name(groupOf(owner.kind))) || matcher.matches(owner.name)
        || matcher.matches(owner.caller) || matcher.matches(owner.module);
}

/// Rows in any order, holes left out, as ascending ranges.
class MappedRows
{
public:
    explicit MappedRows(const Snapshot &snapshot) : m_snapshot(snapshot), m_rows(snapshot.extents().size(), false) { }

    void add(AddrRange range)
    {
        const RowRange rows = m_snapshot.extents().rowsIn(range);
        for (std::uint32_t i = rows.begin; i < rows.end; ++i) {
            m_rows[i] = !m_snapshot.extents().attributes({i}).isHole();
        }
    }
    std::vector<RowRange> ranges() const
    {
        std::vector<RowRange> out;
        for (std::uint32_t i = 0; i < m_rows.size(); ++i) {
            if (!m_rows[i]) {
                continue;
            }
            if (!out.empty() && out.back().end == i) {
                out.back().end = i + 1;
            } else {
                out.push_back({i, i + 1});
            }
        }
        return out;
    }

private:
    const Snapshot &m_snapshot;
    std::vector<bool> m_rows;
};

std::vector<RowRange> rowsWithoutOwner(const Snapshot &snapshot)
{
    MappedRows rows(snapshot);
    for (std::uint32_t i = 0; i < snapshot.extents().size(); ++i) {
        const AddrRange range = snapshot.extents().range({i});
        const auto [from, end] = snapshot.owners().within(range);
        if (from == end) {
            rows.add(range);
        }
    }
    return rows.ranges();
}

} // namespace

/// `owner:none` finds what is mapped and nobody's.
QueryBinder::Bound QueryBinder::bindOwner(const QueryTerm &term) const
{
    const auto matcher = TextMatcher::make(term.value);
    if (!matcher) {
        return wrongValue(term, "no regular expression");
    }
    Query::Term out = rangesTerm(term);
    if (term.value == "none") {
        out.ranges = rowsWithoutOwner(m_snapshot);
        return out;
    }
    const OwnerMap &owners = m_snapshot.owners();
    std::vector<bool> wanted;
    for (const Owner &owner : owners.owners()) {
        wanted.push_back(owner.kind != OwnerKind::Freed && isCalled(owner, *matcher));
    }
    MappedRows rows(m_snapshot);
    for (std::uint32_t i = 0; i < owners.size(); ++i) {
        const OwnerMap::Entry entry = owners.entry(i);
        if (wanted[entry.owner.value]) {
            rows.add(entry.range);
        }
    }
    out.ranges = rows.ranges();
    return out;
}

/// A plain name must be the whole symbol: "main" is part of hundreds.
QueryBinder::Bound QueryBinder::bindSymbol(const QueryTerm &term) const
{
    const auto &image = m_snapshot.owners().image();
    const Companions *companions = m_snapshot.companions();
    const bool ofImage = companions != nullptr && companions->symbols != nullptr && image;
    const bool ofModules = companions != nullptr && companions->moduleSymbols != nullptr;
    if (!ofImage && !ofModules) {
        return wrongValue(term, companions != nullptr && companions->symbols != nullptr
                         ? "the symbols could not be tied to this dump"
                         : "no symbols: kallsyms, vmlinux or System.map must lie beside the dump or be given");
    }
    const bool isPattern = term.value.find_first_of("*?~") != std::string::npos;
    const auto matcher = TextMatcher::make(term.value);
    if (!matcher) {
        return wrongValue(term, "no regular expression");
    }
    MappedRows rows(m_snapshot);
    const auto addFrom = [&](const SymbolTable &symbols, std::uint64_t slide) {
        for (std::uint32_t i = 0; i < symbols.size(); ++i) {
            const Symbol symbol = symbols.at(i);
            if (isPattern ? matcher->matches(symbol.name) : symbol.name == term.value) {
                const VirtAddr at{symbol.address.value + slide};
                rows.add({at, at});
            }
        }
    };
    if (ofImage) {
        addFrom(*companions->symbols, image->slide);
    }
    if (ofModules) {
        addFrom(*companions->moduleSymbols, 0);
    }
    Query::Term out = rangesTerm(term);
    out.ranges = rows.ranges();
    return out;
}

} // namespace ptscope
