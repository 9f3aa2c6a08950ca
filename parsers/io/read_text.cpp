// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/read_text.h"

#include <algorithm>
#include <array>

#include "parsers/io/byte_source.h"

namespace ptscope {

Result<std::string> readText(const std::string &path, std::uint64_t ceiling)
{
    auto source = openSource(path);
    if (!source) {
        return tl::make_unexpected(source.error());
    }
    std::string text;
    text.reserve(std::min((*source)->inputSize(), ceiling)); // compressed text grows on, debugfs says 0
    std::array<char, 1 << 16> block{};
    for (;;) {
        const auto count = (*source)->read(block);
        if (!count) {
            return tl::make_unexpected(count.error());
        }
        if (*count == 0) {
            return text;
        }
        if (text.size() + *count > ceiling) {
            return fail(ErrorCode::TooLarge, path, std::to_string(ceiling));
        }
        text.append(block.data(), *count);
    }
}

} // namespace ptscope
