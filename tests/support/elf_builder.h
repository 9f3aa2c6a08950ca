// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <elf.h>
#include <string>
#include <vector>

namespace ptscope::test {

/// Puts together a small vmlinux: sections, symbols, and nothing else. Offsets and sizes can be spoiled afterwards.
class ElfBuilder
{
public:
    struct SectionSpec {
        std::string name;
        std::uint64_t address = 0;
        std::uint64_t size = 0;
        std::uint64_t flags = 0;
        std::uint32_t type = SHT_NOBITS;
        std::string content;
    };

    std::uint16_t machine = EM_AARCH64;
    std::uint16_t type = ET_EXEC;

    std::uint16_t addSection(SectionSpec spec)
    {
        m_sections.push_back(std::move(spec));
        return static_cast<std::uint16_t>(m_sections.size());
    }
    void addSymbol(const std::string &name, std::uint64_t address, std::uint16_t section, std::uint64_t size = 0,
                   unsigned char info = ELF64_ST_INFO(STB_GLOBAL, STT_NOTYPE))
    {
        Elf64_Sym symbol{};
        symbol.st_name = static_cast<Elf64_Word>(m_names.size());
        symbol.st_value = address;
        symbol.st_size = size;
        symbol.st_shndx = section;
        symbol.st_info = info;
        m_symbols.push_back(symbol);
        m_names += name + '\0';
    }

    std::string build() const
    {
        std::vector<SectionSpec> all = m_sections;
        std::string symbols(reinterpret_cast<const char *>(m_symbols.data()), m_symbols.size() * sizeof(Elf64_Sym));
        all.push_back({".symtab", 0, symbols.size(), 0, SHT_SYMTAB, symbols});
        all.push_back({".strtab", 0, m_names.size(), 0, SHT_STRTAB, m_names});
        std::string sectionNames(1, '\0');
        std::vector<Elf64_Word> nameAt;
        for (const SectionSpec &spec : all) {
            nameAt.push_back(static_cast<Elf64_Word>(sectionNames.size()));
            sectionNames += spec.name + '\0';
        }
        nameAt.push_back(static_cast<Elf64_Word>(sectionNames.size()));
        sectionNames += std::string(".shstrtab") + '\0';
        all.push_back({".shstrtab", 0, sectionNames.size(), 0, SHT_STRTAB, sectionNames});

        std::string out(sizeof(Elf64_Ehdr), '\0');
        std::vector<Elf64_Shdr> headers(1);
        for (std::size_t i = 0; i < all.size(); ++i) {
            out.resize((out.size() + 7) / 8 * 8, '\0');
            Elf64_Shdr header{};
            header.sh_name = nameAt[i];
            header.sh_type = all[i].type;
            header.sh_flags = all[i].flags;
            header.sh_addr = all[i].address;
            header.sh_offset = out.size();
            header.sh_size = all[i].type == SHT_NOBITS ? all[i].size : all[i].content.size();
            header.sh_addralign = 1;
            if (all[i].type == SHT_SYMTAB) {
                header.sh_link = static_cast<Elf64_Word>(i + 2);
                header.sh_entsize = sizeof(Elf64_Sym);
                header.sh_addralign = 8;
            }
            out += all[i].content;
            headers.push_back(header);
        }
        out.resize((out.size() + 7) / 8 * 8, '\0');
        Elf64_Ehdr head{};
        std::memcpy(head.e_ident, ELFMAG, SELFMAG);
        head.e_ident[EI_CLASS] = ELFCLASS64;
        head.e_ident[EI_DATA] = ELFDATA2LSB;
        head.e_ident[EI_VERSION] = EV_CURRENT;
        head.e_type = type;
        head.e_machine = machine;
        head.e_version = EV_CURRENT;
        head.e_ehsize = sizeof(Elf64_Ehdr);
        head.e_shentsize = sizeof(Elf64_Shdr);
        head.e_shnum = static_cast<Elf64_Half>(headers.size());
        head.e_shstrndx = static_cast<Elf64_Half>(headers.size() - 1);
        head.e_shoff = out.size();
        out.append(reinterpret_cast<const char *>(headers.data()), headers.size() * sizeof(Elf64_Shdr));
        std::memcpy(out.data(), &head, sizeof head);
        return out;
    }

private:
    std::vector<SectionSpec> m_sections;
    std::vector<Elf64_Sym> m_symbols{Elf64_Sym{}};
    std::string m_names = std::string(1, '\0');
};

} // namespace ptscope::test
