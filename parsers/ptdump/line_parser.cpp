// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/line_parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <span>

#include "parsers/ptdump/words.h"

namespace ptscope {

namespace {

constexpr std::string_view units = "KMGTPE";

bool isHex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/// One printed address: an optional 0x, then digits padded to 16 or 8 by zeros or, up to 3.19, by blanks.
struct AddressReading {
    std::uint64_t value = 0;
    std::size_t width = 0; ///< digits and padding
    bool prefix = false;
    bool padded = false; ///< by blanks
};

std::optional<AddressReading> readAddress(std::string_view &text)
{
    AddressReading out;
    std::string_view rest = text;
    if (rest.starts_with("0x")) {
        out.prefix = true;
        rest.remove_prefix(2);
    }
    std::size_t blanks = 0;
    while (out.prefix && blanks < rest.size() && rest[blanks] == ' ' && blanks < 15) {
        ++blanks;
    }
    std::size_t digits = 0;
    while (blanks + digits < rest.size() && isHex(rest[blanks + digits]) && digits < 17) {
        ++digits;
    }
    out.padded = blanks > 0;
    out.width = blanks + digits;
    if (digits == 0 || (out.width != 16 && out.width != 8)) {
        return std::nullopt;
    }
    std::from_chars(rest.data() + blanks, rest.data() + out.width, out.value, 16);
    text = rest.substr(out.width);
    return out;
}

struct RangeReading {
    AddressReading first;
    AddressReading end;
};

std::optional<RangeReading> readRange(std::string_view &text)
{
    std::string_view rest = text;
    const auto first = readAddress(rest);
    if (!first || !rest.starts_with('-')) {
        return std::nullopt;
    }
    rest.remove_prefix(1);
    const auto end = readAddress(rest);
    if (!end || end->width != first->width) {
        return std::nullopt;
    }
    text = rest;
    return RangeReading{*first, *end};
}

Level levelOf(std::string_view word)
{
    for (const Level level : allLevels) {
        if (word == name(level)) {
            return level;
        }
    }
    return Level::Unknown;
}

bool isLowerCaseLevel(std::string_view word)
{
    constexpr std::array<std::string_view, 5> levels{"pgd", "p4d", "pud", "pmd", "pte"};
    return std::find(levels.begin(), levels.end(), word) != levels.end();
}

/// "3648K" into bytes. Shifted like the kernel's, so 17179869184G wraps to 0 the same way.
bool readSize(std::string_view word, RowReading &row)
{
    if (word.size() < 2) {
        return false;
    }
    const std::size_t unit = units.find(word.back());
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size() - 1, number);
    if (unit == std::string_view::npos || error != std::errc() || end != word.data() + word.size() - 1) {
        return false;
    }
    row.size = number << (10 * (unit + 1));
    row.usualSizeUnit = (number % 1024 != 0) || unit + 1 == units.size();
    return true;
}

bool isHardwareLevel(std::string_view word)
{
    return word.size() == 1 && word[0] >= '0' && word[0] <= '3';
}

/// `words` stand behind a range of two 16-digit addresses that no physical address follows.
ForeignArch foreignWide(std::span<const std::string_view> words)
{
    const auto word = [&words](std::size_t i) { return i < words.size() ? words[i] : std::string_view{}; };
    if (!words.empty() && isLowerCaseLevel(words.back()) && levelOf(word(1)) == Level::Unknown) {
        return ForeignArch::X86_64;
    }
    const bool plainRights = words.size() == 4 && word(2) == "RW" && word(3) == "X";
    if (word(1) == "ASCE" || word(2) == "RO" || word(2) == "I" || plainRights) {
        return ForeignArch::S390;
    }
    if (word(2) == "TBL") {
        return ForeignArch::Arm64TableLines;
    }
    return isHardwareLevel(word(1)) ? ForeignArch::Arm64Stage2 : ForeignArch::None;
}

ForeignArch foreignArch(const RangeReading &range, std::span<const std::string_view> words)
{
    // Only powerpc prints the last byte instead of the end, and only it and riscv a physical address behind the range.
    if ((range.end.value & 1) != 0) {
        return ForeignArch::PowerPc;
    }
    if (!words.empty() && words[0].starts_with("0x")) {
        return ForeignArch::Riscv;
    }
    if (range.first.width == 16) {
        return foreignWide(words);
    }
    return !words.empty() && isLowerCaseLevel(words.back()) ? ForeignArch::X86_32 : ForeignArch::Arm32;
}

/// Three blanks, the number right-justified in nine columns, its unit, one blank, the level.
bool standsAsPrinted(std::string_view text, std::string_view size, std::string_view level)
{
    const auto column = static_cast<std::size_t>(size.data() - text.data());
    const std::size_t blanks = 3 + (size.size() < 10 ? 10 - size.size() : 0);
    return column == blanks && (level.empty() || level.data() == size.data() + size.size() + 1);
}

void readBehindRange(std::string_view text, std::span<const std::string_view> words, RowReading &row)
{
    std::size_t used = 0;
    if (used < words.size() && readSize(words[used], row)) {
        ++used;
        row.level = used < words.size() ? levelOf(words[used]) : Level::Unknown;
        const bool hasLevel = row.level != Level::Unknown;
        row.usualColumns = standsAsPrinted(text, words[0], hasLevel ? words[1] : std::string_view{});
        row.strangeWordForLevel = !hasLevel && used < words.size() && !isAttributeWord(words[used]);
        used += hasLevel ? 1 : 0;
    }
    const char *tailBegin = used == 0 ? text.data() : words[used - 1].data() + words[used - 1].size();
    row.tail = text.substr(static_cast<std::size_t>(tailBegin - text.data()));
    row.attributes = readAttributeWords(words.subspan(used));
}

/// Two digits behind 0x, or nothing but digits there, however few.
bool beginsLikeRow(std::string_view line)
{
    if (!line.starts_with("0x")) {
        return false;
    }
    const std::string_view digits = line.substr(2);
    return std::all_of(digits.begin(),
                       digits.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(digits.size(), 2)), isHex);
}

} // namespace

const char *name(ForeignArch arch)
{
    constexpr const char *names[] = {"",
                                     "x86-64",
                                     "x86 (32 bit)",
                                     "riscv",
                                     "arm (32 bit)",
                                     "s390",
                                     "powerpc",
                                     "arm64 KVM stage 2",
                                     "arm64 with table lines (out of tree)"};
    return names[static_cast<std::size_t>(arch)];
}

LineReading readLine(std::string_view line)
{
    LineReading out;
    std::string_view rest = line;
    const auto range = readRange(rest);
    if (!range) {
        out.kind = beginsLikeRow(line) ? LineReading::Kind::Torn : LineReading::Kind::Other;
        return out;
    }
    const std::vector<std::string_view> words = splitWords(rest);
    out.arch = foreignArch(*range, words);
    if (out.arch != ForeignArch::None) {
        out.kind = LineReading::Kind::Foreign;
        return out;
    }
    out.kind = LineReading::Kind::Row;
    out.row.first = range->first.value;
    out.row.end = range->end.value;
    out.row.hexPrefix = range->first.prefix;
    out.row.blankPadded = range->first.padded || range->end.padded;
    readBehindRange(rest, words, out.row);
    return out;
}

std::size_t findRange(std::string_view line)
{
    for (std::size_t dash = line.find('-'); dash != std::string_view::npos; dash = line.find('-', dash + 1)) {
        for (const std::size_t width : {std::size_t{18}, std::size_t{16}, std::size_t{10}, std::size_t{8}}) {
            if (dash < width || (dash > width && isHex(line[dash - width - 1]))) {
                continue;
            }
            std::string_view candidate = line.substr(dash - width);
            if (readRange(candidate)) {
                return dash - width;
            }
        }
    }
    return std::string_view::npos;
}

bool beginsWithRange(std::string_view line)
{
    return readRange(line).has_value();
}

std::optional<MarkerReading> readMarker(std::string_view line)
{
    constexpr std::string_view opening = "---[ ";
    constexpr std::string_view closing = " ]---";
    if (!line.starts_with(opening)) {
        return std::nullopt;
    }
    const std::size_t end = line.find(closing, opening.size());
    if (end == std::string_view::npos || end == opening.size()) {
        return std::nullopt;
    }
    const std::string_view behind = line.substr(end + closing.size());
    if (behind.find_first_not_of("-| ") != std::string_view::npos) {
        return std::nullopt;
    }
    return MarkerReading{line.substr(opening.size(), end - opening.size()), !behind.empty()};
}

} // namespace ptscope
