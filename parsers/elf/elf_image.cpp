// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/elf/elf_image.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <memory>
#include <unistd.h>

#include "core/base/plain_text.h"
#include "parsers/io/read_text.h"

namespace ptscope {

namespace {

constexpr std::uint64_t kernelHalf = std::uint64_t{1} << 63U;
constexpr std::uint64_t largestDecompressed = std::uint64_t{2} << 30;
constexpr std::uint64_t largestTable = std::uint64_t{512} << 20; ///< bytes of one symbol table, decompressed
constexpr std::uint64_t largestModinfo = std::uint64_t{1} << 20;
constexpr std::size_t mostSymbols = std::size_t{8} << 20;
constexpr std::size_t mostSections = std::size_t{1} << 16;

struct ElfCloser {
    void operator()(Elf *elf) const { elf_end(elf); }
};
using ElfHandle = std::unique_ptr<Elf, ElfCloser>;

class FileHandle
{
public:
    explicit FileHandle(const std::string &path) : m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) { }
    FileHandle(const FileHandle &) = delete;
    FileHandle &operator=(const FileHandle &) = delete;
    ~FileHandle()
    {
        if (m_fd >= 0) {
            ::close(m_fd);
        }
    }
    int fd() const { return m_fd; }

private:
    int m_fd;
};

tl::unexpected<Error> damaged()
{
    const char *why = elf_errmsg(-1);
    return fail(ErrorCode::BadArgument, {}, std::string("the ELF file is damaged: ") + (why != nullptr ? why : "unknown"));
}

/// Section headers by number; only what symbols need to be told apart.
struct SectionFacts {
    bool writable = false;
    bool executable = false;
    bool hasBits = true;
};

/// "name=ptlab" among the strings of .modinfo, which zero bytes end.
std::string moduleNameIn(std::string_view modinfo)
{
    constexpr std::string_view key = "name=";
    while (!modinfo.empty()) {
        const std::string_view entry = modinfo.substr(0, modinfo.find('\0'));
        if (entry.starts_with(key)) {
            return std::string(entry.substr(key.size()));
        }
        modinfo.remove_prefix(std::min(entry.size() + 1, modinfo.size()));
    }
    return {};
}

/// As nm prints it: capitals are global.
char typeOf(const GElf_Sym &symbol, const std::vector<SectionFacts> &sections)
{
    char type = 'r';
    if (symbol.st_shndx == SHN_ABS) {
        type = 'a';
    } else if (GELF_ST_BIND(symbol.st_info) == STB_WEAK) {
        return 'W';
    } else if (symbol.st_shndx < sections.size()) {
        const SectionFacts &section = sections[symbol.st_shndx];
        type = section.executable ? 't' : !section.hasBits && section.writable ? 'b' : section.writable ? 'd' : 'r';
    }
    const bool global = GELF_ST_BIND(symbol.st_info) == STB_GLOBAL;
    return global ? static_cast<char>(type - 'a' + 'A') : type;
}

bool isWanted(const GElf_Sym &symbol, const char *name)
{
    const auto type = GELF_ST_TYPE(symbol.st_info);
    if (name != nullptr && std::any_of(name, name + std::strlen(name), isControl)) {
        return false;
    }
    return symbol.st_shndx != SHN_UNDEF && type != STT_FILE && type != STT_SECTION && name != nullptr && *name != '\0'
        && *name != '$';
}

class Reader
{
public:
    explicit Reader(Elf *elf) : m_elf(elf) { }

    Result<ElfContent> run()
    {
        if (const auto head = checkHead(); !head) {
            return tl::make_unexpected(head.error());
        }
        for (Elf_Scn *scn = elf_nextscn(m_elf, nullptr); scn != nullptr; scn = elf_nextscn(m_elf, scn)) {
            GElf_Shdr shdr;
            if (gelf_getshdr(scn, &shdr) == nullptr || m_facts.size() >= mostSections) {
                return damaged();
            }
            takeSection(scn, shdr);
        }
        if (m_symbolTable == nullptr) {
            return fail(ErrorCode::NothingFound, {}, "the ELF file has no symbol table: it is stripped");
        }
        if (const auto read = readSymbols(); !read) {
            return tl::make_unexpected(read.error());
        }
        if (m_isModule) {
            return ElfContent(std::move(m_module));
        }
        m_out.symbols.finish();
        std::stable_sort(m_out.sections.begin(), m_out.sections.end(),
                         [](const auto &a, const auto &b) { return a.range.first < b.range.first; });
        return ElfContent(std::move(m_out));
    }

private:
    Result<bool> checkHead()
    {
        GElf_Ehdr head;
        if (elf_kind(m_elf) != ELF_K_ELF || gelf_getehdr(m_elf, &head) == nullptr) {
            return fail(ErrorCode::NothingFound, {}, "this is no ELF file");
        }
        if (head.e_machine != EM_AARCH64 || gelf_getclass(m_elf) != ELFCLASS64) {
            return fail(ErrorCode::ForeignArchitecture, {}, "ELF machine " + std::to_string(head.e_machine));
        }
        m_isModule = head.e_type == ET_REL;
        if (elf_getshdrstrndx(m_elf, &m_names) != 0) {
            return damaged();
        }
        m_facts.emplace_back(); // section 0
        m_module.sections.emplace_back();
        return true;
    }

    void takeSection(Elf_Scn *scn, const GElf_Shdr &shdr)
    {
        const bool writable = (shdr.sh_flags & SHF_WRITE) != 0;
        const bool executable = (shdr.sh_flags & SHF_EXECINSTR) != 0;
        m_facts.push_back({writable, executable, shdr.sh_type != SHT_NOBITS});
        if (shdr.sh_type == SHT_SYMTAB && m_symbolTable == nullptr) {
            m_symbolTable = scn;
        }
        if (m_isModule) {
            takeModuleSection(scn, shdr);
            return;
        }
        const bool lies = (shdr.sh_flags & SHF_ALLOC) != 0 && shdr.sh_size != 0 && shdr.sh_addr >= kernelHalf
            && shdr.sh_addr + (shdr.sh_size - 1) >= shdr.sh_addr;
        const char *name = lies ? elf_strptr(m_elf, m_names, shdr.sh_name) : nullptr;
        if (name != nullptr) {
            m_out.sections.push_back(
                {plainName(name), {{shdr.sh_addr}, {shdr.sh_addr + shdr.sh_size - 1}}, writable, executable});
        }
    }

    void takeModuleSection(Elf_Scn *scn, const GElf_Shdr &shdr)
    {
        const char *name = elf_strptr(m_elf, m_names, shdr.sh_name);
        const SectionFacts &facts = m_facts.back();
        m_module.sections.push_back({name != nullptr ? name : "", {shdr.sh_size}, {std::max<std::uint64_t>(shdr.sh_addralign, 1)},
                                     (shdr.sh_flags & SHF_ALLOC) != 0, facts.writable, facts.executable});
        if (name == nullptr || std::strcmp(name, ".modinfo") != 0 || shdr.sh_type == SHT_NOBITS || shdr.sh_size > largestModinfo) {
            return;
        }
        if (const Elf_Data *data = elf_getdata(scn, nullptr); data != nullptr && data->d_buf != nullptr) {
            m_module.name = plainName(moduleNameIn({static_cast<const char *>(data->d_buf), data->d_size}));
        }
    }

    /// Tables may be compressed as debug sections are; what they would become is looked at before memory is asked for.
    Result<bool> decompress(Elf_Scn *scn)
    {
        GElf_Shdr shdr;
        if (scn == nullptr || gelf_getshdr(scn, &shdr) == nullptr) {
            return damaged();
        }
        if ((shdr.sh_flags & SHF_COMPRESSED) == 0) {
            return true;
        }
        GElf_Chdr chdr;
        if (gelf_getchdr(scn, &chdr) == nullptr || chdr.ch_size > largestTable || elf_compress(scn, 0, 0) < 0) {
            return damaged();
        }
        return true;
    }

    Result<bool> readSymbols()
    {
        if (const auto ready = decompress(m_symbolTable); !ready) {
            return ready;
        }
        GElf_Shdr shdr;
        gelf_getshdr(m_symbolTable, &shdr);
        if (const auto ready = decompress(elf_getscn(m_elf, shdr.sh_link)); !ready) {
            return ready;
        }
        Elf_Data *data = elf_getdata(m_symbolTable, nullptr);
        if (data == nullptr || shdr.sh_entsize != sizeof(Elf64_Sym)) {
            return damaged();
        }
        const std::size_t count = std::min(data->d_size / sizeof(Elf64_Sym), mostSymbols);
        for (std::size_t i = 0; i < count; ++i) {
            GElf_Sym symbol;
            if (gelf_getsym(data, static_cast<int>(i), &symbol) == nullptr) {
                return damaged();
            }
            const char *name = elf_strptr(m_elf, shdr.sh_link, symbol.st_name);
            if (!isWanted(symbol, name)) {
                continue;
            }
            if (m_isModule) {
                takeModuleSymbol(symbol, name);
            } else {
                m_out.symbols.add({symbol.st_value}, {symbol.st_size}, typeOf(symbol, m_facts), name);
                if (std::strcmp(name, "_text") == 0) {
                    m_out.text = VirtAddr{symbol.st_value};
                }
            }
        }
        return m_out.symbols.empty() && m_module.symbols.empty() ? Result<bool>(fail(ErrorCode::NothingFound, {}, "the ELF file has no symbols")) : true;
    }

    void takeModuleSymbol(const GElf_Sym &symbol, const char *name)
    {
        const bool placed = symbol.st_shndx < m_module.sections.size() && m_module.sections[symbol.st_shndx].inMemory;
        if (placed && symbol.st_value <= m_module.sections[symbol.st_shndx].size.value) {
            m_module.symbols.push_back({symbol.st_shndx, {symbol.st_value}, {symbol.st_size}, typeOf(symbol, m_facts), name});
        }
    }

    Elf *m_elf;
    bool m_isModule = false;
    ModuleImage m_module;
    std::size_t m_names = 0;
    Elf_Scn *m_symbolTable = nullptr;
    std::vector<SectionFacts> m_facts;
    ElfImage m_out;
};

Result<ElfContent> read(ElfHandle elf)
{
    return elf == nullptr ? Result<ElfContent>(damaged()) : Reader(elf.get()).run();
}

bool isElf(int fd)
{
    std::array<char, SELFMAG> magic{};
    return ::pread(fd, magic.data(), magic.size(), 0) == SELFMAG && std::memcmp(magic.data(), ELFMAG, SELFMAG) == 0;
}

} // namespace

Result<ElfContent> readElfBytes(std::string_view bytes)
{
    elf_version(EV_CURRENT);
    // libelf takes no const, but reads only: converted data get memory of their own.
    auto *image = const_cast<char *>(bytes.data()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    return read(ElfHandle(bytes.empty() ? nullptr : elf_memory(image, bytes.size())));
}

Result<ElfContent> readElfFile(const std::string &path)
{
    elf_version(EV_CURRENT);
    const FileHandle file(path);
    if (file.fd() < 0) {
        return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::PermissionDenied, path);
    }
    if (isElf(file.fd())) {
        return read(ElfHandle(elf_begin(file.fd(), ELF_C_READ, nullptr)));
    }
    const auto bytes = readText(path, largestDecompressed);
    return bytes ? readElfBytes(*bytes) : Result<ElfContent>(tl::make_unexpected(bytes.error()));
}

} // namespace ptscope
