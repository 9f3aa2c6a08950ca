// SPDX-License-Identifier: GPL-3.0-or-later
// Dumps of other architectures, as people posted them (reference/ptdump-formats.md, 9.1-l and 9.2 to 9.7), are refused by
// name and never read as arm64.
#include <gtest/gtest.h>

#include "tests/support/damage.h"

namespace ptscope {
namespace {

using namespace test;

struct Sample {
    const char *name;
    const char *arch;
    const char *text;
};

constexpr Sample samples[] = {
    {"9.1-l", "arm64 with table lines (out of tree)",
     R"( 0xffff020000000000-0xffff020000000080         128B PGD   TBL     RW               NXTbl UXNTbl    MEM/NORMAL
     0xffff023080000000-0xffff0230c0000000           1G PUD   TBL     RW               NXTbl UXNTbl    MEM/NORMAL
       0xffff023080400000-0xffff023081c00000          24M PMD   BLK     ro SHD AF NG     NX UXN x     x         MEM/NORMAL
)"},
    {"9.2-a", "arm64 KVM stage 2",
     "---[ Guest IPA ]---\n"
     "0x0000000000000000-0x0000000001000000          16M 2\n"
     "0x0000000001020000-0x0000000001021000           4K 3   R W X AF    \n"
     "0x0000000040000000-0x0000000080000000           1G 0\n"
     "0x0000000080000000-0x0000000081200000          18M 2   R W   AF BLK\n"
     "0x0000000081200000-0x0000000081a00000           8M 2   R W X AF BLK\n"},
    {"9.2-b", "arm64 KVM stage 2", "0x0000000000000000-0x0000000008000000         128M \n"},
    {"9.2-b, with its marker", "arm64 KVM stage 2",
     "44\n---[ Guest IPA ]---\n0x0000000000000000-0x0000000008000000         128M \n"},
    {"9.2-c", "arm64 KVM stage 2", "0x0000000000000000-0x0000000001020000       16512K 3\n"},
    {"9.3-a", "riscv",
     "---[ vmemmap start ]---\n"
     "0xffff8d8002000000-0xffff8d8012000000    0x000000046ec00000       256M PTE .   ..     ..   D A G . . W R V\n"
     "---[ vmemmap end ]---\n"},
    {"9.3-b", "riscv",
     "0xffffc00000000000-0xffffc00752e00000    0x0000000080200000     29998M\nPMD     D A . . X W R V\n"},
    {"9.3-b2", "riscv",
     "0xffff9dfffef00000-0xffff9dffff000000    0x0000000082200000         1M\nPTE     D A . . . W R V\n"},
    {"9.3-c", "riscv",
     "0xff60000000000000-0xff60000000200000 0x0000000080000000 2M PMD D A G . . W R V ------------- the firmware "
     "memory\n"
     "0xff60000040000000-0xff60000100000000 0x00000000c0000000 3G PUD D A G . . W R V\n"},
    {"9.3-d", "riscv", "0x0000000020002000-0x0000000020003000 0x00000000be732000 4K PTE D A . . . W R V\n"},
    {"9.3-e", "riscv",
     "0xffffffe000000000-0xffffffe000200000    0x0000000080200000         2M PMD     D A . . X . R V\n"},
    {"9.4-a", "x86-64",
     "> [    0.009693] 0x0000008000000000-0xffff800000000000   17179737600G                               pgd\n"
     "> [    0.009704] ---[ Kernel Space ]---\n"
     "> [    0.009709] 0xffff800000000000-0xffff808000000000         512G                               pgd\n"
     "> [    0.009720] ---[ LDT remap ]---\n"
     "> [    0.009774] 0xffff820000000000-0xffff998000000000       24064G                               pgd\n"
     "> [    0.009813] 0xffff999900200000-0xffff999909c00000         154M     RW         PSE     GLB NX pmd\n"
     "> [    0.019014] ... 131059 entries skipped ... \n"},
    {"9.4-b", "x86-64",
     "current_kernel:---[ High Kernel Mapping ]---\n"
     "current_kernel-0xffffffff81000000-0xffffffff81e00000          14M     ro         PSE     GLB x  pmd\n"
     "  current_user-0xffffffff80000000-0xffffffff81000000          16M                               pmd\n"},
    {"9.4-c", "x86-64",
     "0xffff880001000000-0xffff880001a00000          10M     ro         PSE\n GLB NX pmd\n"
     "0xffff880001a00000-0xffff880001a5c000         368K     ro   GLB NX pte\n"},
    {"9.4-d", "x86 (32 bit)",
     "---[ Kernel Mapping ]---\n"
     "0xc0000000-0xc0001000           4K     RW                     x  pte\n"
     "0xc0099000-0xc009a000           4K     ro                     NX pte\n"},
    {"9.4-e", "x86-64", "0x0000000000000000-0x0000000000000000           0E                               pgd\n"},
    {"9.4-f", "x86-64", "0xffff8dc340000000-0xffff8dc380000000           1G     RW         PSE         NX pud\n"},
    {"9.4-g", "x86-64", "0xffffffff82a00000-0xffffffff83000000     6M    RW    PSE   GLB NX pmd\n"},
    {"9.5-a", "arm (32 bit)", "0x80100000-0x80700000           6M     ro x  SHD\n"},
    {"9.5-b", "arm (32 bit)", "0x6ee00000-0x7af00000         193M     RW NX SHD MEM/CACHED/WBWA\n"},
    {"9.5-c", "arm (32 bit)", "0x20005000-0x20112000        1076K PTE KERNEL      RW NX SHD MEM/CACHED/WBWA\n"},
    {"9.5-d", "arm (32 bit)", "0xff800000-0xffa00000           2M PGD KERNEL      ro NX SHD\n"},
    {"9.5-e", "arm (32 bit)", "ARM_LPAE\t0xff800000-0xffc00000           4M PMD RW NX SHD\n"},
    {"9.6-a", "s390",
     "---[ Kernel Image Start ]---\n"
     "0x000003ffe0000000-0x000003ffe0e00000        14M PMD RO X\n"
     "0x000003ffe0ec7000-0x000003ffe0f00000       228K PTE RO NX\n"
     "0x000003ffe1331000-0x000003ffe13b3000       520K PTE RW NX <---\n"
     "0x000003ffe1400000-0x000003ffe1500000         1M PMD RW NX\n"
     "---[ Kernel Image End ]---\n"},
    {"9.6-b", "s390",
     "---[ Real Memory Copy Area Start ]---\n"
     "0x001bfffffffff000-0x001c000000000000         4K PTE I\n"
     "---[ Kasan Shadow Start ]---\n"
     "---[ Real Memory Copy Area End ]---\n"
     "0x001c000000000000-0x001c000200000000         8G PMD RW NX\n"},
    {"9.7-a", "powerpc",
     "---[ Start of kernel VM ]---\n"
     "0xc000000000000000-0xc000000001ffffff  0x0000000000000000        32M         r      X   pte  valid  present      "
     "  dirty  accessed\n"
     "0xc000000001400000-0xc000000001ffffff  0x0000000001400000        12M         r  w   X   pte  valid  present      "
     "  dirty  accessed\n"},
    {"9.7-b", "powerpc",
     "0xc000000040000000-0xc0000000ffffffff  XXX    3G PUD  r  w       pte  valid  present  dirty  accessed\n"},
    {"9.7-c", "powerpc",
     "0xc9010000-0xc9013fff  0xd0000000        16K         shared  rw\npresent  guarded  dirty  accessed  no cache\n"},
    {"9.7-d", "powerpc",
     "0xe0000000-0xefffffff  0x20000000       256M        rw       present           dirty  accessed\n"},
    {"9.7-e", "powerpc", "0: 0xc0000000-0xc07fffff 0x00000000 Kernel EXEC coherent\n2:         -\n"},
    {"9.7-f", "powerpc", "0x00000000-0x0fffffff Kern key 1 User key 1 VSID 0xade2b0\n"},
};

void expectRefused(const std::string &text, const Sample &sample, const std::string &what)
{
    const auto loaded = load(text);
    ASSERT_FALSE(loaded) << sample.name << " " << what << ": read as " << printed(*loaded->snapshots.front());
    EXPECT_EQ(loaded.error().code, ErrorCode::ForeignArchitecture) << sample.name << " " << what;
    EXPECT_EQ(loaded.error().detail, sample.arch) << sample.name << " " << what;
}

TEST(ForeignDump, IsRefusedByName)
{
    for (const Sample &sample : samples) {
        expectRefused(sample.text, sample, "as posted");
    }
}

TEST(ForeignDump, IsRefusedByNameUnderDamage)
{
    for (const Sample &sample : samples) {
        expectRefused(prefixed("> ")(sample.text), sample, "quoted");
        expectRefused(suffixed("\r")(sample.text), sample, "with carriage returns");
        expectRefused(prefixed("[    1.500000] ")(sample.text), sample, "in a log");
    }
}

/// A few foreign lines quoted in a mail about an arm64 dump are named, and the dump is read.
TEST(ForeignDump, FewLinesBesideAnArm64DumpAreNamed)
{
    const std::string dump = captureText("v7.3-4k-va48-base");
    const std::uint64_t line = linesOf(dump).size() + 2;
    const SnapshotPtr snapshot = dumpIn(dump + "On x86 that would be\n" + samples[16].text);
    EXPECT_EQ(linesOf(printed(*snapshot)), linesOf(dump));
    EXPECT_TRUE(names(*snapshot, DiagnosticCode::NotUnderstood, line)) << noticesOf(*snapshot);
}

} // namespace
} // namespace ptscope
