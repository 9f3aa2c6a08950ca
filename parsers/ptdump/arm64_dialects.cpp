// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/ptdump/arm64_dialects.h"

#include <array>

namespace ptscope {

namespace {

// arch/arm64/mm/ptdump.c:pte_bits, 6.1 to 7.3
constexpr std::array<AttributeField, 11> fieldsToday{{
    {Attr::Invalid, "F", " "},
    {Attr::User, "USR", "   "},
    {Attr::ReadOnly, "ro", "RW"},
    {Attr::PrivilegedNx, "NX", "x "},
    {Attr::Shareable, "SHD", "   "},
    {Attr::Accessed, "AF", "  "},
    {Attr::NotGlobal, "NG", "  "},
    {Attr::Contiguous, "CON", "   "},
    {Attr::Block, "BLK", "   "},
    {Attr::UserNx, "UXN", "   "},
    {Attr::Guarded, "GP", "  "},
}};

// 4.6 to 5.5: no GP; a clear UXN prints nothing, so what follows moves left
constexpr std::array<AttributeField, 10> fieldsWithValid{{
    {Attr::Invalid, "F", " "},
    {Attr::User, "USR", "   "},
    {Attr::ReadOnly, "ro", "RW"},
    {Attr::PrivilegedNx, "NX", "x "},
    {Attr::Shareable, "SHD", "   "},
    {Attr::Accessed, "AF", "  "},
    {Attr::NotGlobal, "NG", "  "},
    {Attr::Contiguous, "CON", "   "},
    {Attr::Block, "BLK", "   "},
    {Attr::UserNx, "UXN", nullptr},
}};

constexpr std::span<const AttributeField> fieldsOf44 = std::span(fieldsWithValid).subspan(1);

// 3.18 to about 4.3: neither CON nor BLK
constexpr std::array<AttributeField, 7> fieldsOf319{{
    {Attr::User, "USR", "   "},
    {Attr::ReadOnly, "ro", "RW"},
    {Attr::PrivilegedNx, "NX", "x "},
    {Attr::Shareable, "SHD", "   "},
    {Attr::Accessed, "AF", "  "},
    {Attr::NotGlobal, "NG", "  "},
    {Attr::UserNx, "UXN", nullptr},
}};

constexpr std::array<MemoryTypeWord, 6> memoryTypes{{
    {MemoryType::DeviceNGnRnE, "DEVICE/nGnRnE"},
    {MemoryType::DeviceNGnRE, "DEVICE/nGnRE"},
    {MemoryType::DeviceGRE, "DEVICE/GRE"},
    {MemoryType::NormalNonCacheable, "MEM/NORMAL-NC"},
    {MemoryType::Normal, "MEM/NORMAL"},
    {MemoryType::NormalTagged, "MEM/NORMAL-TAGGED"},
}};

constexpr std::array<Dialect, 6> dialects{{
    {"arm64, 5.6 to today", "arm64", true, true, true, true, fieldsToday, memoryTypes},
    {"arm64, 4.6 to 5.5", "arm64", true, true, true, false, fieldsWithValid, memoryTypes},
    {"arm64, 4.14 (%pK)", "arm64", false, true, true, false, fieldsWithValid, memoryTypes},
    {"arm64, 4.4", "arm64", true, true, false, false, fieldsOf44, memoryTypes},
    {"arm64, 4.2", "arm64", true, true, false, false, fieldsOf319, memoryTypes},
    {"arm64, 3.18", "arm64", true, false, false, false, fieldsOf319, memoryTypes},
}};

using enum KnownWord::Kind;
constexpr std::array<KnownWord, 19> words{{
    {"F", Sets, Attr::Invalid, {}},
    {"USR", Sets, Attr::User, {}},
    {"ro", Sets, Attr::ReadOnly, {}},
    {"RW", Clears, Attr::ReadOnly, {}},
    {"NX", Sets, Attr::PrivilegedNx, {}},
    {"x", Clears, Attr::PrivilegedNx, {}},
    {"SHD", Sets, Attr::Shareable, {}},
    {"AF", Sets, Attr::Accessed, {}},
    {"NG", Sets, Attr::NotGlobal, {}},
    {"CON", Sets, Attr::Contiguous, {}},
    {"BLK", Sets, Attr::Block, {}},
    {"UXN", Sets, Attr::UserNx, {}},
    {"GP", Sets, Attr::Guarded, {}},
    {"DEVICE/nGnRnE", Memory, {}, MemoryType::DeviceNGnRnE},
    {"DEVICE/nGnRE", Memory, {}, MemoryType::DeviceNGnRE},
    {"DEVICE/GRE", Memory, {}, MemoryType::DeviceGRE},
    {"MEM/NORMAL-NC", Memory, {}, MemoryType::NormalNonCacheable},
    {"MEM/NORMAL", Memory, {}, MemoryType::Normal},
    {"MEM/NORMAL-TAGGED", Memory, {}, MemoryType::NormalTagged},
}};

} // namespace

std::span<const Dialect> arm64Dialects()
{
    return dialects;
}

std::span<const KnownWord> arm64Words()
{
    return words;
}

} // namespace ptscope
