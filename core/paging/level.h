// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace ptscope {

/// Table levels as the kernel numbers them (mm/ptdump.c: note_page's level 0..4). Unknown: dumps of kernels up to about
/// 4.5 print no level word (reference/ptdump-formats.md, 3.7).
enum class Level : std::uint8_t { Pgd, P4d, Pud, Pmd, Pte, Unknown };

constexpr std::uint8_t levelCount = 5;
constexpr std::array<Level, levelCount> allLevels{Level::Pgd, Level::P4d, Level::Pud, Level::Pmd, Level::Pte};

constexpr std::uint8_t number(Level level) { return static_cast<std::uint8_t>(level); }
constexpr Level levelFromNumber(unsigned n) { return static_cast<Level>(n); }

/// The field's names, whatever a dialect prints.
constexpr const char *name(Level level)
{
    constexpr const char *names[] = {"PGD", "P4D", "PUD", "PMD", "PTE", "unknown"};
    return names[number(level)];
}

} // namespace ptscope
