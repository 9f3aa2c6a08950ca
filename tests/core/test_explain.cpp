// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <gtest/gtest.h>

#include "core/paging/explain.h"
#include "tests/support/snapshot_builder.h"

namespace ptscope {
namespace {

using namespace test;

std::string lines(const std::vector<Explanation> &explanations)
{
    std::string out;
    for (const Explanation &e : explanations) {
        out += e.word + "|" + e.meaning + "|" + e.architecture + "\n";
    }
    return out;
}

std::string explained(const Attributes &attributes, Level level, const PagingGeometry &geometry = {})
{
    return lines(explain(testDialect(), geometry, level, attributes));
}

bool hasLine(const std::string &text, const std::string &line)
{
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

TEST(Explain, ContiguousKernelText)
{
    EXPECT_EQ(explained(kernelText({Attr::Contiguous}), Level::Pte),
              "ro|Read-only for the kernel|AP[2]=1\n"
              "x|The kernel may execute it|PXN=0\n"
              "UXN|User space may never execute it|UXN=1\n"
              "CON|16 pages can share one TLB entry|Contiguous=1\n"
              "SHD|Inner shareable|SH=0b11\n"
              "AF|Accessed: no fault on first use|AF=1\n"
              "MEM/NORMAL|Normal memory, write-back|AttrIndx=0 in 6.1+\n");
}

TEST(Explain, GroupsFollowGranuleAndLevel)
{
    const PagingGeometry g16 = PagingGeometry::make(Granule::Page16K, 47).value();
    const Attributes pages = kernelData({Attr::Contiguous});
    const Attributes blocks = kernelData({Attr::Contiguous, Attr::Block});
    EXPECT_TRUE(hasLine(explained(pages, Level::Pte, g16), "CON|128 pages can share one TLB entry|Contiguous=1"));
    EXPECT_TRUE(hasLine(explained(blocks, Level::Pmd, g16), "CON|32 blocks can share one TLB entry|Contiguous=1"));
    EXPECT_TRUE(hasLine(explained(blocks, Level::Pmd), "CON|16 blocks can share one TLB entry|Contiguous=1"));
    EXPECT_TRUE(hasLine(explained(blocks, Level::Pmd), "BLK|Block: the PMD entry maps memory itself|bits 1:0=0b01"));
}

TEST(Explain, WhatIsNotPrintedIsSaidToo)
{
    Attributes attributes = kernelData();
    attributes.set(Attr::UserNx, false);
    attributes.set(Attr::Accessed, false);
    const std::string text = explained(attributes, Level::Pte);
    EXPECT_TRUE(hasLine(text, "|User space may execute it|UXN=0"));
    EXPECT_TRUE(hasLine(text, "|The first access faults|AF=0"));
    EXPECT_EQ(text.find("GP="), std::string::npos);
}

TEST(Explain, InvalidEntries)
{
    const std::string text = explained(kernelData({Attr::Invalid, Attr::NotGlobal}), Level::Pte);
    EXPECT_TRUE(text.starts_with("F|Not valid: any access faults|bit 0=0\n"));
    EXPECT_TRUE(hasLine(text, "NG|Made invalid on purpose, or not global|bit 11=1"));
    EXPECT_TRUE(hasLine(explained(kernelData({Attr::NotGlobal}), Level::Pte),
                        "NG|Not global: its TLB entry belongs to an ASID|nG=1"));
}

TEST(Explain, Lpa2EntriesHoldNoShareability)
{
    Attributes attributes = kernelData();
    attributes.set(Attr::Shareable, false);
    const PagingGeometry lpa2 = PagingGeometry::make(Granule::Page4K, 52).value();
    const PagingGeometry lva = PagingGeometry::make(Granule::Page64K, 52).value();
    EXPECT_TRUE(
        hasLine(explained(attributes, Level::Pte, lpa2), "|Shareability is set for all entries (LPA2)|TCR.SH1"));
    EXPECT_EQ(explained(attributes, Level::Pte, lva).find("Shareability"), std::string::npos);
}

TEST(Explain, MemoryTypes)
{
    Attributes attributes = kernelData();
    attributes.memoryType = MemoryType::DeviceNGnRE;
    const std::string device = explained(attributes, Level::Pte);
    EXPECT_TRUE(hasLine(device, "DEVICE/nGnRE|Device: no gathering, no reordering|AttrIndx=4 in 6.1+"));
    EXPECT_TRUE(hasLine(device, "SHD|Inner shareable (ignored for device memory)|SH=0b11"));
    attributes.memoryType = MemoryType::None;
    EXPECT_TRUE(hasLine(explained(attributes, Level::Pte), "|A memory type that the kernel has no word for|AttrIndx"));
}

TEST(Explain, UnknownWordsAreKept)
{
    Attributes attributes = kernelData();
    attributes.extraWords = "D";
    EXPECT_TRUE(hasLine(explained(attributes, Level::Pte), "D|Not a word of mainline kernels: kept as printed|"));
}

TEST(Explain, FieldsThatADialectLacksAreLeftOut)
{
    static constexpr std::array<AttributeField, 2> fields{
        {{Attr::ReadOnly, "ro", "RW"}, {Attr::PrivilegedNx, "NX", "x "}}};
    static constexpr Dialect bare{"bare", "arm64", true, true, false, false, fields, {}};
    EXPECT_EQ(lines(explain(bare, {}, Level::Unknown, kernelData())),
              "RW|The kernel may write|AP[2]=0\nNX|The kernel may not execute it|PXN=1\n");
}

TEST(Explain, MakersOfInvalidEntriesDependOnThePlace)
{
    EXPECT_EQ(makersOfInvalidEntries("Linear Mapping").size(), 4U);
    EXPECT_EQ(makersOfInvalidEntries("Linear Mapping"), makersOfInvalidEntries("Kernel Mapping"));
    EXPECT_EQ(makersOfInvalidEntries("vmalloc()").size(), 1U);
    EXPECT_TRUE(makersOfInvalidEntries("Fixmap").empty());
}

} // namespace
} // namespace ptscope
