// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/companion/companions.h"
#include "parsers/elf/elf_image.h"

namespace ptscope {

/// What is known about a dump beyond its text is gathered file by file: from a folder, from a bundle's frames, from options.
/// Nothing fails: a file that cannot be used is told in Companions::files.
class CompanionCollector
{
public:
    /// Without `symbols` files of symbols are passed over.
    explicit CompanionCollector(bool symbols = true) : m_symbols(symbols) { }
    /// Takes when the dump was read.
    void addTimes(CaptureTimes times);
    /// Of all kinds, in the order in which they should be read.
    static std::vector<std::string_view> names();
    /// True when files called `name` ("vmallocinfo", "iomem", "kallsyms"...) are understood; other names are passed over.
    static bool knows(std::string_view name);
    /// Takes the text of one file, decompressed. Of two with one name the first counts, of modules ("ko") each. `path` is what diagnostics name.
    void addText(std::string_view name, std::string_view text, const std::string &path);
    /// Reads the file, decompressing it. "symbols" is a vmlinux, a module, kallsyms or System.map, whichever it turns out to be.
    void addFile(std::string_view name, const std::string &path);
    /// Tells that the file is there and cannot be used.
    void addError(std::string_view name, const std::string &path, Error error);
    bool has(std::string_view name) const { return m_out.file(name) != nullptr; }
    /// What was said about `name`, which was added.
    const CompanionFile *file(std::string_view name) const { return m_out.file(name); }
    /// Null when nothing was added.
    CompanionsPtr take();

    /// Understood, asked for, and not there yet.
    bool isWanted(std::string_view name) const;

private:
    /// Modules are placed once it is known where they were loaded.
    void placeModules();
    void takeElf(Result<ElfContent> content, CompanionFile &file);

    Companions m_out;
    bool m_hasTimes = false;
    bool m_symbols;
    std::vector<std::pair<std::size_t, ModuleImage>> m_modules; ///< with the number of their file
};

/// True when a file of this name stands beside dumps and is none itself: a companion, notes about the capture, an image of memory.
bool isNoDump(std::string_view fileName);

/// The companion `name` (plain, .zst, .gz or .xz) in the folder of `dump`; empty when there is none, or when `dump` is no file.
std::string companionBeside(const std::string &dump, std::string_view name);

/// True when the folder of `dump` is one moment: the dump goes by the kernel's own name (kernel_page_tables), or everything else
/// in the folder is a companion of it. In a folder of many dumps nobody can tell whose vmallocinfo lies there.
bool liesInBundleFolder(const std::string &dump);

/// Kind and path of a file of symbols, or of all such files in a folder: vmlinux, System.map, kallsyms, modules.
std::vector<std::pair<std::string, std::string>> symbolFilesIn(const std::string &path);

/// Kind and path of what lies beside a dump in such a folder, in the order in which they should be read.
std::vector<std::pair<std::string, std::string>> companionsBeside(const std::string &dump);

/// The kernel release that the small ones among such files tell, without reading the others.
std::string releaseIn(const std::vector<std::pair<std::string, std::string>> &files);

/// All companions beside a dump that lies in such a folder; null when there are none.
CompanionsPtr loadBeside(const std::string &dump);

} // namespace ptscope
