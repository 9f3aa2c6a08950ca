// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "parsers/ptdump/dump_builder.h"

namespace ptscope {

/// The fast path: lines whose columns stand exactly where arm64 kernels since 4.6 put them (arch/arm64/mm/ptdump.c:
/// note_page; column map in reference/ptdump-formats.md, 3.1). It takes a line only when all of it is as expected and
/// leaves every other line to the tolerant path.
class FixedColumns
{
public:
    /// Bytes that must be readable behind the start of a line, whatever they are.
    static constexpr std::size_t lookAhead = 128;

    explicit FixedColumns(DumpBuilder &builder) : m_builder(builder) { }

    /// Takes lines from `at` on, as long as they fit and `lookAhead` bytes remain before `end`. Returns where it stopped:
    /// the start of a line. `line` counts on. Takes nothing before the builder has its first row.
    const char *take(const char *at, const char *end, std::uint64_t &line);
    /// Takes one line that stands alone, without its newline; false when it does not fit.
    bool takeOne(std::string_view text, std::uint64_t line);

private:
    struct CachedTail {
        std::array<std::uint64_t, 8> text{};
        std::array<std::uint64_t, 8> mask{};
        AttributeId id;
        std::uint8_t length = 0; ///< newline included; 0 for an empty slot
        bool fits = false;       ///< it is exactly what some dialect prints

        bool holds(const char *tail) const;
    };
    /// A size and its ten columns as printed. No row has size 0: an empty slot matches none.
    struct KnownSize {
        std::uint64_t bytes = 0;
        std::uint64_t digits = 0;
        std::uint16_t rest = 0;
    };
    bool sizeIs(const char *line, std::uint64_t bytes);
    const CachedTail *learnTail(CachedTail &slot, const char *tail, const char *end, std::uint64_t line);
    void learn(CachedTail &slot, std::string_view tail, std::uint64_t line);

    DumpBuilder &m_builder;
    std::array<CachedTail, 256> m_cache{};
    std::array<KnownSize, 64> m_sizes{};
};

} // namespace ptscope
