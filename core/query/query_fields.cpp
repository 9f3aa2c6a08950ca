// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/query_fields.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace ptscope {

namespace {

using Kind = QueryFieldKind;
using F = QueryField;

constexpr std::array fields{
    QueryFieldInfo{F::ReadOnly, "ro", Kind::Word, "read-only", ""},
    QueryFieldInfo{F::Writable, "rw", Kind::Word, "writable", ""},
    QueryFieldInfo{F::Executable, "x", Kind::Word, "the kernel may execute it", ""},
    QueryFieldInfo{F::NonExecutable, "nx", Kind::Word, "the kernel may not execute it", ""},
    QueryFieldInfo{F::User, "usr", Kind::Word, "user space may access it", ""},
    QueryFieldInfo{F::UserNx, "uxn", Kind::Word, "user space may not execute it", ""},
    QueryFieldInfo{F::Guarded, "gp", Kind::Word, "guarded page (BTI)", ""},
    QueryFieldInfo{F::WritableExecutable, "wx", Kind::Word, "writable and executable", ""},
    QueryFieldInfo{F::Contiguous, "con", Kind::Word, "contiguous group", ""},
    QueryFieldInfo{F::Block, "blk", Kind::Word, "block", ""},
    QueryFieldInfo{F::Page, "page", Kind::Word, "plain pages, no contiguous group", ""},
    QueryFieldInfo{F::Valid, "valid", Kind::Word, "mapped, and not F", ""},
    QueryFieldInfo{F::Invalid, "invalid", Kind::Word, "not zero and not valid (F)", ""},
    QueryFieldInfo{F::Hole, "hole", Kind::Word, "nothing is mapped", ""},
    QueryFieldInfo{F::Mapped, "mapped", Kind::Word, "no hole", ""},
    QueryFieldInfo{F::Device, "device", Kind::Word, "device memory", ""},
    QueryFieldInfo{F::NonCacheable, "nc", Kind::Word, "normal memory, not cached", ""},
    QueryFieldInfo{F::Region, "region", Kind::Text, "name of the region", "region:vmemmap"},
    QueryFieldInfo{F::Level, "level", Kind::Choice, "level as printed: PGD P4D PUD PMD PTE", "level:PTE"},
    QueryFieldInfo{F::Permission, "perm", Kind::Choice, "rights, several with commas: ro rw x nx usr uxn gp wx",
                   "perm:ro,nx"},
    QueryFieldInfo{F::Access, "access", Kind::Choice, "class of the legend: rw-nx ro-nx ro-x rw-x device nc",
                   "access:ro-nx"},
    QueryFieldInfo{F::Type, "type", Kind::Text, "memory type", "type:device"},
    QueryFieldInfo{F::Attribute, "attr", Kind::Text, "any word of the row", "attr:NG"},
    QueryFieldInfo{F::Size, "size", Kind::Size, "size of the run", "size>=28K"},
    QueryFieldInfo{F::LeafSize, "leaf", Kind::Size, "size of one leaf or contiguous group, of valid rows", "leaf:2M"},
    QueryFieldInfo{F::Address, "addr", Kind::Address, "holds the address, or touches the range (end exclusive)",
                   "addr:0xffff800008010000"},
    QueryFieldInfo{F::Line, "line", Kind::Number, "line of the text", "line:10-20"},
    QueryFieldInfo{F::Owner, "owner", Kind::Text, "who it belongs to, by vmallocinfo and the like; a kind as stacks; none", "owner:~bpf"},
    QueryFieldInfo{F::Symbol, "symbol", Kind::Text, "holds the symbol of the kernel or a module", "symbol:swapper_pg_dir"},
};

} // namespace

std::span<const QueryFieldInfo> queryFields()
{
    return fields;
}

const QueryFieldInfo *queryFieldCalled(std::string_view name)
{
    const auto same = [name](const QueryFieldInfo &info) {
        return std::equal(name.begin(), name.end(), info.name.begin(), info.name.end(),
                          [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; });
    };
    const auto found = std::find_if(fields.begin(), fields.end(), same);
    return found == fields.end() ? nullptr : &*found;
}

std::string queryHelp()
{
    std::string out = "Terms:\n";
    for (const QueryFieldInfo &info : fields) {
        const std::string shown(info.kind == QueryFieldKind::Word ? info.name : info.example);
        out +=
            "  " + shown + std::string(shown.size() < 26 ? 26 - shown.size() : 1, ' ') + std::string(info.help) + "\n";
    }
    out += "Texts: part of the name; with * and ? the whole name; behind ~ a regular expression.\n"
           "Numbers and sizes: = != < <= > >=. Terms side by side must all hold; also and, or, not, parentheses.\n"
           "A word that is no term is looked for in region names and attributes; an address finds its run.";
    return out;
}

} // namespace ptscope
