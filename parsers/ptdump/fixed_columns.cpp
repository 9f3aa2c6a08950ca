// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/fixed_columns.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "parsers/ptdump/hex.h"

namespace ptscope {

namespace {

constexpr std::size_t startColumn = 2;
constexpr std::size_t dashColumn = 18;
constexpr std::size_t endColumn = 21;
constexpr std::size_t addressDigits = 16;
constexpr std::size_t gapColumn = 37;
constexpr std::size_t sizeColumn = 40;
constexpr std::size_t unitColumn = 49;
constexpr std::size_t levelColumn = 50;
constexpr std::size_t tailColumn = 54;

template<std::size_t n>
bool equals(const char *at, const char (&text)[n])
{
    return std::memcmp(at, text, n - 1) == 0;
}

/// The shift of a unit letter, 0 for anything else.
unsigned unitShift(char unit)
{
    switch (unit) {
    case 'K':
        return 10;
    case 'M':
        return 20;
    case 'G':
        return 30;
    case 'T':
        return 40;
    case 'P':
        return 50;
    case 'E':
        return 60;
    default:
        return 0;
    }
}

/// The size column must say exactly `bytes`, in the unit the kernel would take.
bool sizeAgrees(const char *line, std::uint64_t bytes)
{
    const unsigned shift = unitShift(line[unitColumn]);
    if (shift == 0 || (bytes & ((std::uint64_t{1} << shift) - 1)) != 0) {
        return false;
    }
    std::uint64_t number = bytes >> shift;
    if (number == 0 || (number % 1024 == 0 && shift != 60)) {
        return false;
    }
    const char *at = line + unitColumn;
    while (number != 0) {
        if (*--at != static_cast<char>('0' + number % 10) || at < line + sizeColumn) {
            return false;
        }
        number /= 10;
    }
    while (at > line + sizeColumn) {
        if (*--at != ' ') {
            return false;
        }
    }
    return true;
}

Level levelAt(const char *p)
{
    std::uint32_t word;
    std::memcpy(&word, p, sizeof word);
    constexpr auto code = [](const char(&text)[5]) {
        return std::bit_cast<std::uint32_t>(std::array{text[0], text[1], text[2], text[3]});
    };
    switch (word) {
    case code(" PTE"):
        return Level::Pte;
    case code(" PMD"):
        return Level::Pmd;
    case code(" PUD"):
        return Level::Pud;
    case code(" P4D"):
        return Level::P4d;
    case code(" PGD"):
        return Level::Pgd;
    default:
        return Level::Unknown;
    }
}

/// Tails differ in their rights (column 57 on), CON and BLK (77) and the end of the memory type (96). Wrong guesses about
/// what stands there only cost a second look.
std::size_t slotOf(const char *line)
{
    const std::uint64_t mixed = loadBytes8(line + 57) * 0x9e3779b97f4a7c15 ^ loadBytes8(line + 77) * 0xc2b2ae3d27d4eb4f
        ^ loadBytes8(line + 96) * 0x165667b19e3779f9;
    return static_cast<std::size_t>((mixed * 0x9e3779b97f4a7c15) >> 56);
}

/// Reads addresses of 16 digits. The upper eight change once in 4 GiB: they are compared with those before, not read again.
class AddressReader
{
public:
    bool read(const char *digits, std::uint64_t &address)
    {
        const std::uint64_t upperText = loadBytes8(digits);
        std::uint64_t upper = m_upper;
        std::uint64_t lower;
        if ((upperText != m_upperText && !parseHex8(digits, upper)) || !parseHex8(digits + sizeof upperText, lower)) {
            return false;
        }
        m_upperText = upperText;
        m_upper = upper;
        address = upper << 32 | lower;
        return true;
    }

private:
    std::uint64_t m_upperText = loadBytes8("00000000"); ///< what m_upper was read from
    std::uint64_t m_upper = 0;
};

} // namespace

inline bool FixedColumns::CachedTail::holds(const char *tail) const
{
    std::uint64_t difference = length == 0 ? 1 : 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        difference |= (loadBytes8(tail + 8 * i) ^ text[i]) & mask[i];
    }
    return difference == 0;
}

const FixedColumns::CachedTail *FixedColumns::learnTail(CachedTail &slot, const char *tail, const char *end, std::uint64_t line)
{
    const auto *newline = static_cast<const char *>(std::memchr(tail, '\n', static_cast<std::size_t>(end - tail)));
    if (newline == nullptr || static_cast<std::size_t>(newline - tail) >= sizeof slot.text) {
        return nullptr;
    }
    learn(slot, {tail, static_cast<std::size_t>(newline - tail)}, line);
    return &slot;
}

/// A tail that fits no dialect is remembered too: a damaged text repeats it in every line.
void FixedColumns::learn(CachedTail &slot, std::string_view tail, std::uint64_t line)
{
    const auto id = m_builder.exactTail(tail, line);
    std::array<char, 64> text{};
    std::array<char, 64> mask{};
    tail.copy(text.data(), tail.size());
    text[tail.size()] = '\n';
    std::fill_n(mask.begin(), tail.size() + 1, static_cast<char>(0xff));
    slot.text = std::bit_cast<std::array<std::uint64_t, 8>>(text);
    slot.mask = std::bit_cast<std::array<std::uint64_t, 8>>(mask);
    slot.fits = id && m_builder.isWellKnown(*id);
    slot.id = id.value_or(holeAttributes);
    slot.length = static_cast<std::uint8_t>(tail.size() + 1);
}

/// A dump has few sizes and repeats them: what was found right is compared as a whole from then on.
inline bool FixedColumns::sizeIs(const char *line, std::uint64_t bytes)
{
    const std::uint64_t digits = loadBytes8(line + sizeColumn);
    std::uint16_t rest;
    std::memcpy(&rest, line + sizeColumn + sizeof digits, sizeof rest);
    KnownSize &known = m_sizes[(bytes * 0x9e3779b97f4a7c15) >> 58U];
    if (known.bytes == bytes && known.digits == digits && known.rest == rest) [[likely]] {
        return true;
    }
    if (!sizeAgrees(line, bytes)) {
        return false;
    }
    known = {bytes, digits, rest};
    return true;
}

const char *FixedColumns::take(const char *at, const char *end, std::uint64_t &line)
{
    if (!m_builder.hasRows() || m_builder.hasDoubtfulSize()) {
        return at;
    }
    std::uint64_t previousEnd = m_builder.end();
    ExtentTable::Appender extents(m_builder.extents());
    const char *previousEndText = nullptr;
    AddressReader addresses;
    while (end - at >= static_cast<std::ptrdiff_t>(lookAhead)) {
        std::uint64_t first;
        std::uint64_t rangeEnd;
        if (!equals(at, "0x") || !equals(at + dashColumn, "-0x") || !equals(at + gapColumn, "   ")
            || !addresses.read(at + endColumn, rangeEnd)) {
            break;
        }
        // Rows tile: nearly every one begins with the very digits that the one before ended with.
        if (previousEndText != nullptr && std::memcmp(previousEndText, at + startColumn, addressDigits) == 0) {
            first = previousEnd;
        } else if (!addresses.read(at + startColumn, first)) {
            break;
        }
        // An end of 0 is 2^64, the last row; rows that do not ascend, or that lie in the other half, are for the tolerant
        // path to judge.
        const bool ascends =
            first >= previousEnd && previousEnd != 0 && rangeEnd - 1 >= first && m_builder.isInThisHalf(first);
        const Level level = levelAt(at + levelColumn);
        if (!ascends || level == Level::Unknown || !sizeIs(at, rangeEnd - first)) {
            break;
        }
        AttributeId id = holeAttributes;
        std::size_t length = tailColumn + 1;
        if (at[tailColumn] != '\n') {
            CachedTail &slot = m_cache[slotOf(at)];
            const CachedTail *tail = slot.holds(at + tailColumn) ? &slot : learnTail(slot, at + tailColumn, end, line);
            if (tail == nullptr || !tail->fits) {
                break;
            }
            id = tail->id;
            length = tailColumn + tail->length;
        }
        extents.append({{{first}, {rangeEnd - 1}}, level, id, static_cast<std::uint32_t>(line)});
        previousEnd = rangeEnd;
        previousEndText = at + endColumn;
        at += length;
        ++line;
    }
    return at;
}

bool FixedColumns::takeOne(std::string_view text, std::uint64_t line)
{
    std::array<char, lookAhead> padded{};
    if (text.size() < tailColumn || text.size() >= padded.size()) {
        return false;
    }
    text.copy(padded.data(), text.size());
    padded[text.size()] = '\n';
    return take(padded.data(), padded.data() + padded.size(), line) != padded.data();
}

} // namespace ptscope
