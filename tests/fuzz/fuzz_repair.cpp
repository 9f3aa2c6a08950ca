// SPDX-License-Identifier: GPL-3.0-or-later
// One line through repair and the tolerant reading: no crash, and repairing what was repaired changes nothing more.
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
    const LineReading reading = readLine(line.text);
    // What looks like a soft break of quoted-printable may stand behind a frame that only the first pass took off.
    const bool encoded = line.text.find('=') != std::string::npos;
    if (reading.kind == LineReading::Kind::Row && !encoded && repairLine(line.text).text != line.text) {
        std::abort();
    }
    return 0;
}
