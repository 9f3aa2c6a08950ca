// SPDX-License-Identifier: GPL-3.0-or-later
// One line through repair and the tolerant reading: no crash, and repair only ever takes away.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "parsers/ptdump/line_parser.h"
#include "parsers/ptdump/line_repair.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace ptscope;
    const std::string_view raw(reinterpret_cast<const char *>(data), size);
    const RepairedLine line = repairLine(raw);
    if (line.text.size() > raw.size()) {
        std::abort();
    }
    readMarker(line.text);
    kindOfForeignText(line);
    readLine(raw);
    readLine(line.text);
    return 0;
}
