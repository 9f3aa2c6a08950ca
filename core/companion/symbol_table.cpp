// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/companion/symbol_table.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <limits>
#include <numeric>

namespace ptscope {

namespace {

constexpr std::uint64_t kernelHalf = std::uint64_t{1} << 63U;
constexpr std::size_t longestText = std::numeric_limits<std::uint32_t>::max() - 4096;

template<class T>
void permute(Column<T> &column, const std::vector<std::uint32_t> &order)
{
    Column<T> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t i : order) {
        sorted.push_back(column[i]);
    }
    column = std::move(sorted);
}

std::uint32_t hashOf(std::string_view name)
{
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(name));
}

} // namespace

void SymbolTable::reserve(std::size_t symbols, std::size_t nameBytes)
{
    m_address.reserve(symbols);
    m_name.reserve(symbols);
    m_hash.reserve(symbols);
    m_bytes.reserve(symbols);
    m_module.reserve(symbols);
    m_type.reserve(symbols);
    m_text.reserve(nameBytes);
}

void SymbolTable::add(VirtAddr address, ByteCount size, char type, std::string_view name, std::string_view module)
{
    if (m_text.size() + name.size() > longestText) {
        return;
    }
    m_module.push_back(moduleNumber(module));
    m_address.push_back(address.value);
    m_bytes.push_back(static_cast<std::uint32_t>(std::min<std::uint64_t>(size.value, ~std::uint32_t{0})));
    m_type.push_back(type);
    m_name.push_back(static_cast<std::uint32_t>(m_text.size()));
    m_hash.push_back(hashOf(name));
    m_text.append(name);
    m_text.push_back('\0');
}

std::uint16_t SymbolTable::moduleNumber(std::string_view module)
{
    if (m_modules[m_lastModule] == module) {
        return m_lastModule;
    }
    const auto next = static_cast<std::uint16_t>(m_modules.size());
    const auto [at, isNew] = m_moduleNumbers.try_emplace(std::string(module), next);
    if (isNew && m_modules.size() == std::numeric_limits<std::uint16_t>::max()) {
        m_moduleNumbers.erase(at);
        return 0;
    }
    if (isNew) {
        m_modules.emplace_back(module);
    }
    return m_lastModule = at->second;
}

void SymbolTable::finish()
{
    m_hidden = !empty() && std::all_of(m_address.begin(), m_address.end(), [](std::uint64_t a) { return a == 0; });
    if (std::is_sorted(m_address.begin(), m_address.end())) {
        return;
    }
    std::vector<std::uint32_t> order(m_address.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [this](std::uint32_t a, std::uint32_t b) { return m_address[a] < m_address[b]; });
    permute(m_address, order);
    permute(m_name, order);
    permute(m_hash, order);
    permute(m_bytes, order);
    permute(m_module, order);
    permute(m_type, order);
}

std::string_view SymbolTable::text(std::uint32_t offset) const
{
    return m_text.c_str() + offset;
}

Symbol SymbolTable::at(std::uint32_t index) const
{
    return {{m_address[index]}, {m_bytes[index]}, m_type[index], text(m_name[index]), m_modules[m_module[index]]};
}

std::optional<Symbol> SymbolTable::below(VirtAddr address) const
{
    const auto span = m_address.span();
    const auto after = std::upper_bound(span.begin(), span.end(), address.value);
    if (after == span.begin() || *(after - 1) < kernelHalf) {
        return std::nullopt;
    }
    auto best = static_cast<std::uint32_t>(after - span.begin() - 1);
    for (std::uint32_t i = best; span[i] == span[best]; --i) {
        if (std::isupper(static_cast<unsigned char>(m_type[i])) != 0 && !text(m_name[i]).starts_with("__pi_")) {
            best = i;
            break;
        }
        if (i == 0) {
            break;
        }
    }
    return at(best);
}

std::optional<Symbol> SymbolTable::find(std::string_view name) const
{
    const auto hashes = m_hash.span();
    const std::uint32_t wanted = hashOf(name);
    for (auto at = hashes.begin(); (at = std::find(at, hashes.end(), wanted)) != hashes.end(); ++at) {
        const auto index = static_cast<std::uint32_t>(at - hashes.begin());
        if (text(m_name[index]) == name) {
            return this->at(index);
        }
    }
    return std::nullopt;
}

std::pair<std::uint32_t, std::uint32_t> SymbolTable::within(AddrRange range) const
{
    const auto span = m_address.span();
    const auto first = std::lower_bound(span.begin(), span.end(), range.first.value);
    const auto end = std::upper_bound(first, span.end(), range.last.value);
    return {static_cast<std::uint32_t>(first - span.begin()), static_cast<std::uint32_t>(end - span.begin())};
}

} // namespace ptscope
