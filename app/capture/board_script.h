// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace ptscope {

/// What a capture reads beside the dump.
struct CaptureWish {
    std::string table;       ///< under debugfs: "kernel_page_tables", "kvm/1234-5/stage2_page_tables"; empty: the kernel's own
    std::string root;        ///< where the board's / lies, when it is another folder there (a chroot, a copied tree)
    bool companions = true;
    bool symbols = true;     ///< /proc/kallsyms: some 10 MB
};

/// True for the names of tables that a kernel gives (arch/arm64/mm/ptdump_debugfs.c, arch/arm64/kvm/ptdump.c, arch/x86/mm/debug_pagetables.c).
bool isTableName(const std::string &name);

/// A line that no file holds by chance: "@@ptscope-" and 16 hex digits.
std::string freshMarker();

/// The commands for the board, for any POSIX shell with cat, sed, find, uname and id (busybox, toybox and dash have them). They change nothing there.
/// Every answer stands between lines that begin with `marker`:
///     MARKER hello 1            MARKER fact NAME VALUE        MARKER table NAME
///     MARKER file NAME          then its bytes and one newline more
///     MARKER end CODE FROM TO WHY    its exit code, the board's uptime before and after, the first line of standard error
///     MARKER done
/// so that what a login prints around it does no harm, and an answer that ends early is seen.
std::string boardScript(const CaptureWish &wish, const std::string &marker);

} // namespace ptscope
