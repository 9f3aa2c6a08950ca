// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "parsers/io/read_text.h"
#include "tests/support/captures.h"

// A folder that stands for a board's /: what a capture reads there, from a real capture.
namespace ptscope::test {

class BoardTree
{
public:
    BoardTree(std::filesystem::path root, const std::string &capture) : m_root(std::move(root))
    {
        text = *readText(captureFile(capture).string());
        write("sys/kernel/debug/kernel_page_tables", text);
        write("proc/mounts", "proc /proc proc rw 0 0\nnone /sys/kernel/debug debugfs rw,relatime 0 0\n");
        write("proc/sys/kernel/osrelease", "7.3.4-test\n");
        write("proc/sys/kernel/kptr_restrict", "0\n");
        write("proc/vmallocinfo", *readText(captureFile(capture, "vmallocinfo").string()));
        write("proc/iomem", "40000000-13fffffff : System RAM\n");
        write("proc/modules", "");
        write("proc/meminfo", "MemTotal:        4039948 kB\n");
        write("proc/cmdline", "console=ttyAMA0 name=board7");
        write("proc/version", "Linux version 7.3.4-test (builder@host) #1 SMP\n");
        write("proc/kallsyms", "ffff800080000000 T _text\nffff800080010000 t gic_handle_irq\n");
        write("sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages", "4\n");
        write("sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages", "1\n");
    }

    void write(const std::string &path, std::string_view content) const
    {
        std::filesystem::create_directories((m_root / path).parent_path());
        std::ofstream stream(m_root / path, std::ios::binary);
        stream.write(content.data(), static_cast<std::streamsize>(content.size()));
    }
    void remove(const std::string &path) const { std::filesystem::remove(m_root / path); }
    std::string root() const { return m_root.string(); }

    std::string text; ///< of the dump

private:
    std::filesystem::path m_root;
};

} // namespace ptscope::test
