// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/align_option.h"

#include <map>
#include <string>

namespace ptscope::cli {

void addAlignOption(CLI::App &command, AlignBy &align)
{
    static const std::map<std::string, AlignBy> ways{
        {"auto", AlignBy::Detect}, {"address", AlignBy::Address}, {"region", AlignBy::Region}, {"owner", AlignBy::Owner}};
    command
        .add_option_function<std::string>(
            "--align", [&align](const std::string &word) { align = ways.at(word); },
            "what is the same place: auto (default), address, region, owner")
        ->check(CLI::IsMember({"auto", "address", "region", "owner"}));
}

const char *alignHelp()
{
    return "--align: what is the same place in both dumps\n"
           "  auto     the address, but a region that moved (KASLR) at its own offset, and an area of vmallocinfo with\n"
           "           itself where something else stands in its place\n"
           "  address  the address, whatever stands there\n"
           "  region   as auto, regions in any case at the offset of what they map first\n"
           "  owner    as auto, and every area that both vmallocinfos name for certain with itself: the same caller and\n"
           "           size, among equals those of equal rights, then in order; stacks of threads are left out\n";
}

} // namespace ptscope::cli
