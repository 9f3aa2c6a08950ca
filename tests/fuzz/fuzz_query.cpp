// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as an expression: an error that points into the text, or a set that agrees with the test of each row.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/query/query.h"
#include "parsers/load.h"

namespace {

using namespace ptscope;

SnapshotPtr dump()
{
    static const SnapshotPtr snapshot =
        loadBytes(
            "---[ vmemmap start ]---\n"
            "0xfffffc0000000000-0xfffffc0000001000           4K PTE       RW NX SHD AF            UXN    MEM/NORMAL\n"
            "0xfffffc0000001000-0xfffffc0000008000          28K PTE       ro NX SHD AF            UXN    MEM/NORMAL\n"
            "0xfffffc0000008000-0xfffffc0000200000        2016K PTE\n",
            "fuzz")
            ->snapshots.front();
    return snapshot;
}

void require(bool promise)
{
    if (!promise) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char *>(data), size);
    const auto query = Query::compile(text, dump());
    if (!query) {
        require(query.error().offset <= text.size());
        queryErrorText(text, query.error());
        return 0;
    }
    const RowSet rows = query->run();
    for (std::uint32_t row = 0; row < rows.rows(); ++row) {
        require(rows.contains({row}) == query->matches({row}));
    }
    completeQuery(text, size, *dump());
    return 0;
}
