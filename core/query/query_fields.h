// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ptscope {

enum class QueryFieldKind : std::uint8_t {
    Word,   ///< stands alone: `con`, `wx`
    Text,   ///< `region:vmemmap`, `region:~^vm`
    Choice, ///< one of a few words
    Number, ///< `line>=100`, `line:10-20`
    Size,   ///< `size>=28K`
    Address ///< `addr:0x…`, `addr:0xA-0xB`
};

enum class QueryField : std::uint8_t {
    // words
    ReadOnly,
    Writable,
    Executable,
    NonExecutable,
    User,
    UserNx,
    Guarded,
    WritableExecutable,
    Contiguous,
    Block,
    Page,
    Valid,
    Invalid,
    Hole,
    Mapped,
    Device,
    NonCacheable,
    // with a value
    Region,
    Level,
    Permission,
    Access,
    Type,
    Attribute,
    Size,
    LeafSize,
    Address,
    Line,
    Owner,
    Symbol,
};

/// One entry of the language: parser, completion, help and man page read this table.
struct QueryFieldInfo {
    QueryField field;
    std::string_view name;
    QueryFieldKind kind;
    std::string_view help;    ///< a few words
    std::string_view example; ///< empty for words
};

std::span<const QueryFieldInfo> queryFields();
/// Without case; null when there is none.
const QueryFieldInfo *queryFieldCalled(std::string_view name);
/// The table as text for --help and the man page.
std::string queryHelp();

} // namespace ptscope
