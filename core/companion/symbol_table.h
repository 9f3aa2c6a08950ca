// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/column.h"
#include "core/base/units.h"

namespace ptscope {

/// A symbol as it stands in the table. The views live as long as the table.
struct Symbol {
    VirtAddr address;
    ByteCount size; ///< 0 when the source does not tell (kallsyms, System.map)
    char type = '?'; ///< as nm prints it: T, t, D, d, B, b, R, r, A...
    std::string_view name;
    std::string_view module; ///< empty: the kernel itself
};

/// The symbols of a kernel and its modules, by address: a structure of arrays over one text of names. Filled once by a
/// parser, then only read.
class SymbolTable
{
public:
    /// What is to come, about; more is taken too.
    void reserve(std::size_t symbols, std::size_t nameBytes);
    void add(VirtAddr address, ByteCount size, char type, std::string_view name, std::string_view module = {});
    /// Sorts by address; to be called once, after the last add. Symbols of one address keep the order of the source.
    void finish();

    std::uint32_t size() const { return static_cast<std::uint32_t>(m_address.size()); }
    bool empty() const { return m_address.empty(); }
    Symbol at(std::uint32_t index) const;
    /// The last global, else the last symbol at or below `address`, in O(log n); none below the first one. Absolute symbols
    /// ('A' below the kernel half) are never an answer.
    std::optional<Symbol> below(VirtAddr address) const;
    /// The first symbol called so, in O(n); `module` is not compared.
    std::optional<Symbol> find(std::string_view name) const;
    /// The symbols that begin in `range`, as [first, end) of indices.
    std::pair<std::uint32_t, std::uint32_t> within(AddrRange range) const;
    /// Every address was printed as zero: kptr_restrict.
    bool hidden() const { return m_hidden; }

private:
    std::string_view text(std::uint32_t offset) const;
    std::uint16_t moduleNumber(std::string_view module);

    Column<std::uint64_t> m_address;
    Column<std::uint32_t> m_name; ///< offset of the name in m_text, which a zero byte ends
    Column<std::uint32_t> m_hash; ///< of the name: one search must not read the text of all names
    Column<std::uint32_t> m_bytes;
    Column<std::uint16_t> m_module;
    Column<char> m_type;
    std::string m_text;
    std::vector<std::string> m_modules{std::string()}; ///< number 0 is the kernel itself
    std::unordered_map<std::string, std::uint16_t> m_moduleNumbers{{std::string(), 0}};
    std::uint16_t m_lastModule = 0;
    bool m_hidden = false;
};

} // namespace ptscope
