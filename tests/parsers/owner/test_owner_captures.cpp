// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <gtest/gtest.h>

#include "core/owner/find_owners.h"
#include "core/owner/islands.h"
#include "core/owner/physical_map.h"
#include "parsers/companions/beside.h"
#include "tests/support/hidden_addresses.h"
#include "tests/support/load_capture.h"

using namespace ptscope;
using namespace ptscope::test;

namespace {

SnapshotPtr withCompanions(const std::string &name, CompanionsPtr companions)
{
    LoadOptions options;
    options.companions = std::move(companions);
    return loadFile(captureFile(name).string(), options)->snapshots.front();
}

struct Score {
    unsigned islands = 0;
    unsigned certain = 0;
    unsigned certainRight = 0;
    unsigned lasting = 0;        ///< islands of what does not come and go, with real addresses
    unsigned lastingCertain = 0;
    unsigned likely = 0;
    unsigned likelyRight = 0;
};

/// Compares what is said of each island of the hashed snapshot with what the real addresses say. Certain is right only when
/// the very line of vmallocinfo is; likely when kind and name are.
Score score(const Snapshot &real, const Snapshot &hidden, std::string *firstWrong)
{
    Score out;
    for (const VmallocIsland &island : vmallocIslands(real)) {
        const auto truth = real.owners().at(island.range.first);
        const auto guess = hidden.owners().at(island.range.first);
        const bool lasting = truth && truth->line != 0
            && real.owners().owner(truth->owner).kind != OwnerKind::KernelStack;
        ++out.islands;
        out.lasting += lasting;
        if (!guess) {
            continue;
        }
        const Owner &said = hidden.owners().owner(guess->owner);
        const Owner *is = truth ? &real.owners().owner(truth->owner) : nullptr;
        const bool same = is != nullptr && is->kind == said.kind && is->name == said.name;
        if (said.confidence == OwnerConfidence::Certain) {
            const bool right = same && is->evidence == OwnerEvidence::Address && truth->line == guess->line;
            ++out.certain;
            out.lastingCertain += lasting;
            out.certainRight += right;
            if (!right && firstWrong->empty()) {
                *firstWrong = shortText(said) + " line " + std::to_string(guess->line) + " is "
                    + (is != nullptr ? shortText(*is) : "nothing") + " line " + std::to_string(truth ? truth->line : 0);
            }
        } else if (said.confidence == OwnerConfidence::Likely) {
            ++out.likely;
            out.likelyRight += same;
        }
    }
    return out;
}

class EveryCapture : public testing::TestWithParam<std::string>
{
protected:
    void SetUp() override
    {
        m_companions = loadBeside(captureFile(GetParam()).string());
        ASSERT_NE(m_companions, nullptr);
        m_real = withCompanions(GetParam(), m_companions);
    }
    bool isHashed() const { return m_companions->vmallocInfo->hashed; }

    CompanionsPtr m_companions;
    SnapshotPtr m_real;
};

} // namespace

TEST_P(EveryCapture, hasAnOwnerForEveryMappedIslandOfTheVmallocArea)
{
    for (const VmallocIsland &island : vmallocIslands(*m_real)) {
        const auto owner = m_real->owners().at(island.range.first);
        ASSERT_TRUE(owner) << std::hex << island.range.first.value;
        const Owner &who = m_real->owners().owner(owner->owner);
        EXPECT_FALSE(who.name.empty()) << std::hex << island.range.first.value;
    }
}

TEST_P(EveryCapture, hasAnOwnerForEveryMappedRow)
{
    for (std::uint32_t i = 0; i < m_real->extents().size(); ++i) {
        if (m_real->isMapped({i})) {
            EXPECT_TRUE(m_real->owners().at(m_real->extents().first({i}))) << m_real->extents().line({i});
        }
    }
}

TEST_P(EveryCapture, isMatchedWithoutAFaultWhenAddressesAreHashed)
{
    if (isHashed()) {
        GTEST_SKIP() << "no truth to compare with";
    }
    std::string wrong;
    const auto hidden = withCompanions(GetParam(), hashed(*m_companions, Hide::ByHash, 1));
    const Score s = score(*m_real, *hidden, &wrong);
    const OwnerMap::MatchFacts &facts = hidden->owners().matchFacts();
    std::printf("%-34s %5u islands: certain %u of %u right, likely %u of %u right; %u of %u lasting ones certain; "
                "%u lists, links %u:%u\n",
                GetParam().c_str(), s.islands, s.certainRight, s.certain, s.likelyRight, s.likely, s.lastingCertain, s.lasting,
                facts.lists, facts.linksAgree, facts.linksContradict);
    EXPECT_EQ(s.certainRight, s.certain) << wrong;
    EXPECT_GE(s.lastingCertain * 10, s.lasting * 6) << "recall of certain ones";
    EXPECT_GE((s.certainRight + s.likelyRight) * 10, s.islands * 9);
    EXPECT_LE(facts.linksContradict * 40, facts.linksAgree) << "a stack that moved between the two reads";
}

TEST_P(EveryCapture, isMatchedWithoutAFaultWhateverTheHashesAre)
{
    if (isHashed()) {
        GTEST_SKIP() << "no truth to compare with";
    }
    for (unsigned seed = 2; seed < 8; ++seed) {
        for (const Hide how : {Hide::ByHash, Hide::ByFewHashes}) {
            std::string wrong;
            const auto hidden = withCompanions(GetParam(), hashed(*m_companions, how, seed));
            const Score s = score(*m_real, *hidden, &wrong);
            EXPECT_EQ(s.certainRight, s.certain) << "seed " << seed << (how == Hide::ByHash ? ": " : ", equal hashes: ") << wrong;
        }
    }
}

TEST_P(EveryCapture, saysNothingCertainOfStacksWhenAddressesAreHidden)
{
    if (isHashed()) {
        GTEST_SKIP() << "no truth to compare with";
    }
    std::string wrong;
    const auto hidden = withCompanions(GetParam(), hashed(*m_companions, Hide::Altogether, 1));
    const Score s = score(*m_real, *hidden, &wrong);
    EXPECT_EQ(s.certainRight, s.certain) << wrong;
    for (std::uint32_t i = 0; i < hidden->owners().size(); ++i) {
        const Owner &owner = hidden->owners().owner(hidden->owners().entry(i).owner);
        EXPECT_FALSE(owner.kind == OwnerKind::KernelStack && owner.confidence == OwnerConfidence::Certain);
    }
}

TEST_P(EveryCapture, knowsThePhysicalAddressesOfTheLinearMap)
{
    const auto base = linearBaseOf(*m_real);
    ASSERT_TRUE(base);
    EXPECT_EQ(base->phys, PhysAddr{0x40000000});
    const std::string *offset = m_companions->vmcoreInfo.find("NUMBER(PHYS_OFFSET)");
    if (offset != nullptr) {
        EXPECT_EQ(base->phys.value, std::stoull(*offset, nullptr, 16));
    }
    // The image's alias: what vmallocinfo calls the text's physical address is "Kernel code" in the linear map.
    for (std::uint32_t i = 0; i < m_real->owners().size(); ++i) {
        const OwnerMap::Entry entry = m_real->owners().entry(i);
        const Owner &owner = m_real->owners().owner(entry.owner);
        if (owner.kind == OwnerKind::KernelImage && owner.name == ".text" && entry.phys && !isHashed()) {
            const VirtAddr alias = base->virt + (*entry.phys - base->phys);
            const auto there = m_real->owners().at(alias);
            ASSERT_TRUE(there);
            EXPECT_EQ(m_real->owners().owner(there->owner).name, "Kernel code");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Captures, EveryCapture, testing::ValuesIn(captureNames()), [](const auto &instance) {
    std::string name = instance.param;
    std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
});

TEST(Owners, nameModulesDevicesAndStacks)
{
    const std::string name = "v7.3-4k-va48-vmallochuge-on";
    const auto snapshot = withCompanions(name, loadBeside(captureFile(name).string()));
    const OwnerMap &owners = snapshot->owners();
    const auto text = [&](std::uint64_t address) {
        const auto entry = owners.at({address});
        return entry ? shortText(owners.owner(entry->owner)) : std::string("none");
    };
    EXPECT_EQ(text(0xffff8000787c0000), "module ptlab");
    EXPECT_EQ(text(0xffff8000787ca000), "module ptlab");
    EXPECT_EQ(text(0xffff800080000000), "kernel image .text");
    EXPECT_EQ(text(0xffff8000806c0000), "kernel image .data");
    EXPECT_EQ(text(0xffff8000807e0000), "ioremap GICD");
    const auto gic = owners.at({0xffff8000807e0000});
    EXPECT_EQ(*gic->phys, PhysAddr{0x8000000});
    EXPECT_EQ(owners.physicalOf({{0xffff8000807e1000}, {0xffff8000807e1fff}}), (PhysRange{{0x8001000}, {0x8001fff}}));
}

TEST(Owners, tellWhichPagesAPieceOfVmemmapDescribes)
{
    const std::string name = "v7.3-4k-va48-base";
    const auto snapshot = withCompanions(name, loadBeside(captureFile(name).string()));
    const OwnerMap &owners = snapshot->owners();
    const AddrRange page{{0xfffffdffc0000000}, {0xfffffdffc0000fff}};
    const auto entry = owners.at(page.first);
    ASSERT_TRUE(entry);
    EXPECT_EQ(shortText(owners.owner(entry->owner)), "vmemmap of System RAM");
    EXPECT_EQ(owners.physicalOf(page), (PhysRange{{0x40000000}, {0x4003ffff}}));
}
