// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/companion/image_section.h"
#include "core/companion/iomem.h"
#include "core/companion/symbol_table.h"
#include "core/companion/system_facts.h"
#include "core/companion/vmalloc_area.h"

namespace ptscope {

/// What was said about one companion file.
struct CompanionFile {
    std::string name; ///< "vmallocinfo", "iomem"...: what it is, wherever it came from
    std::string path; ///< as opened; the name again when it came out of a bundle
    std::vector<Diagnostic> diagnostics;
    std::optional<Error> error; ///< nothing of it could be used
};

/// When a dump was read, by the clock of the machine that captured it; ISO 8601 in UTC, empty where it is not told.
struct CaptureTimes {
    std::string began;
    std::string ended;
    std::optional<std::uint64_t> readMilliseconds; ///< that the read of the tables took, on the board
};

/// What was read beside a dump and explains it: immutable, shared between snapshots as CompanionsPtr. Every part may be
/// missing; nothing in here is ever needed to show a dump.
struct Companions {
    std::optional<VmallocInfo> vmallocInfo;
    std::optional<Iomem> iomem;
    std::vector<KernelModule> modules;
    std::vector<ModuleSection> moduleSections;
    std::shared_ptr<const SymbolTable> moduleSymbols; ///< of modules' files; addresses as in the dump
    std::shared_ptr<const SymbolTable> symbols; ///< of kallsyms, else vmlinux or System.map; addresses as in that file
    bool symbolsAreLinked = false;              ///< of vmlinux or System.map: link-time addresses, which KASLR moves
    std::vector<ImageSection> sections;         ///< of vmlinux, by address; link-time addresses
    MemInfo memInfo;
    std::vector<HugePagePool> hugePages;
    std::optional<VirtAddr> sectionsText;       ///< _text of the vmlinux that `sections` are from
    NamedValues vmcoreInfo;
    NamedValues config;
    CaptureTimes capture;
    std::string commandLine;
    std::string kernelRelease;
    std::vector<CompanionFile> files; ///< in the order they were read

    const CompanionFile *file(std::string_view name) const
    {
        for (const CompanionFile &f : files) {
            if (f.name == name) {
                return &f;
            }
        }
        return nullptr;
    }
};

using CompanionsPtr = std::shared_ptr<const Companions>;

} // namespace ptscope
