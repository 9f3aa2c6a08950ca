// SPDX-License-Identifier: GPL-3.0-or-later
#include <vector>

#include "parsers/bundle/bundle.h"
#include "parsers/io/byte_source.h"

namespace ptscope {

namespace {

constexpr std::size_t blockBytes = std::size_t{256} << 10;

} // namespace

std::shared_ptr<const Bundle> readBundle(const std::string &path)
{
    if (path == "-") {
        return nullptr; // it has been read already
    }
    const auto source = openSource(path);
    if (!source || (*source)->bundle() == nullptr) {
        return nullptr;
    }
    std::vector<char> block(blockBytes);
    for (;;) {
        const auto got = (*source)->read(block);
        if (!got) {
            return nullptr;
        }
        if (*got == 0) {
            break;
        }
    }
    auto bundle = (*source)->bundle();
    return bundle->begun ? std::move(bundle) : nullptr;
}

} // namespace ptscope
