// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/row_text.h"

#include <array>
#include <charconv>

#include "core/paging/dialect.h"

namespace ptscope {

namespace {

constexpr std::size_t sizeColumnWidth = 9;
constexpr std::string_view units = "KMGTPE";

void appendAddress(std::string &out, const Dialect &dialect, std::uint64_t address)
{
    constexpr char digits[] = "0123456789abcdef";
    std::array<char, 16> text{};
    for (std::size_t i = 16; i-- > 0; address >>= 4) {
        text[i] = digits[address & 15];
    }
    if (!dialect.padWithZero) {
        for (std::size_t i = 0; i < 15 && text[i] == '0'; ++i) {
            text[i] = ' ';
        }
    }
    if (dialect.hexPrefix) {
        out.append("0x");
    }
    out.append(text.data(), text.size());
}

struct SizeParts {
    std::uint64_t number;
    char unit;
};

/// `end - start` modulo 2^64, shifted to K first, as the kernel computes it.
SizeParts kernelSize(std::uint64_t bytes)
{
    std::uint64_t number = bytes >> 10;
    std::size_t unit = 0;
    while (number % 1024 == 0 && unit + 1 < units.size()) {
        number /= 1024;
        ++unit;
    }
    return {number, units[unit]};
}

void appendNumber(std::string &out, std::uint64_t number, std::size_t width)
{
    std::array<char, 24> text{};
    const char *end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    const auto length = static_cast<std::size_t>(end - text.data());
    out.append(length < width ? width - length : 0, ' ').append(text.data(), length);
}

} // namespace

void appendRow(std::string &out, const Snapshot &snapshot, RowIndex row)
{
    const Dialect &dialect = snapshot.dialect();
    const AddrRange range = snapshot.extents().range(row);
    appendAddress(out, dialect, range.first.value);
    out.push_back('-');
    appendAddress(out, dialect, range.printedEnd());
    out.append("   ");
    const SizeParts size = kernelSize(range.printedEnd() - range.first.value);
    appendNumber(out, size.number, sizeColumnWidth);
    out.push_back(size.unit);
    const Level level = snapshot.extents().level(row);
    if (dialect.printsLevel) {
        out.push_back(' ');
        out.append(name(level));
    }
    out.append(snapshot.attributes().tail(snapshot.extents().attributes(row)));
}

std::string rowText(const Snapshot &snapshot, RowIndex row)
{
    std::string out;
    appendRow(out, snapshot, row);
    return out;
}

void appendMarker(std::string &out, const Marker &marker)
{
    out.append("---[ ").append(marker.name).append(" ]---");
}

std::string runSizeText(ByteCount size)
{
    const SizeParts parts = kernelSize(size.value);
    return std::to_string(parts.number) + parts.unit;
}

std::string addressText(std::uint64_t address)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string out = "0x0000000000000000";
    for (std::size_t i = out.size(); i-- > 2; address >>= 4) {
        out[i] = digits[address & 15];
    }
    return out;
}

} // namespace ptscope
