// SPDX-License-Identifier: GPL-3.0-or-later
// ptscope-read: prints the files of a capture, and no others. It is the only part of ptscope that runs as root, so it is small,
// takes no path from anybody, writes nothing but its answer, and uses nothing of the rest. Its answer has the form that
// app/capture/board_script.h describes.
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/utsname.h>
#include <unistd.h>
#include <vector>
#include <zlib.h>

// Tests build it with a folder of theirs in place of /. It must never be chosen at run time.
#ifndef PTSCOPE_READ_ROOT
#define PTSCOPE_READ_ROOT ""
#endif

namespace {

constexpr const char *debugfs = "/sys/kernel/debug";

struct Request {
    std::string marker;
    std::string table;
    bool companions = true;
    bool symbols = true;
};

std::string rooted(const std::string &path)
{
    return PTSCOPE_READ_ROOT + path;
}

bool onlyOf(std::string_view text, std::string_view allowed)
{
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

/// The names that kernels give to their tables; a virtual machine's is a PID and a descriptor.
bool isTable(std::string_view name)
{
    constexpr std::array<std::string_view, 6> known{"kernel_page_tables",         "efi_page_tables",           "page_tables/kernel",
                                                    "page_tables/current_kernel", "page_tables/current_user", "page_tables/efi"};
    constexpr std::string_view before = "kvm/";
    constexpr std::string_view behind = "/stage2_page_tables";
    if (std::find(known.begin(), known.end(), name) != known.end()) {
        return true;
    }
    return name.size() > before.size() + behind.size() && name.starts_with(before) && name.ends_with(behind)
        && onlyOf(name.substr(before.size(), name.size() - before.size() - behind.size()), "0123456789-");
}

bool isMarker(std::string_view text)
{
    return text.starts_with("@@ptscope-") && text.size() <= 64 && onlyOf(text.substr(10), "0123456789abcdef");
}

/// False for whatever is none of the few words that are understood.
bool take(std::string_view word, Request &request)
{
    constexpr std::string_view marker = "--marker=";
    constexpr std::string_view table = "--table=";
    if (word.starts_with(marker) && isMarker(word.substr(marker.size()))) {
        request.marker = word.substr(marker.size());
    } else if (word.starts_with(table) && isTable(word.substr(table.size()))) {
        request.table = word.substr(table.size());
    } else if (word == "--dump-only") {
        request.companions = false;
    } else if (word == "--no-symbols") {
        request.symbols = false;
    } else {
        return false;
    }
    return true;
}

/// The kernel's files are no links; -1 with errno for what is one, or cannot be read.
int openFile(const std::string &path)
{
    return ::open(rooted(path).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY);
}

class Answer
{
public:
    explicit Answer(std::string marker) : m_marker(std::move(marker)) {}

    void say(const std::string &words) const { std::printf("%s %s\n", m_marker.c_str(), words.c_str()); }

    /// True when the whole file was printed.
    bool put(const std::string &name, const std::string &path) const
    {
        say("file " + name);
        const std::string from = uptime();
        const int error = path.ends_with(".gz") ? printDecompressed(path) : print(path);
        say("\n", "end " + std::to_string(error == 0 ? 0 : 1) + " " + from + " " + uptime() + " " + (error == 0 ? "" : std::strerror(error)));
        return error == 0;
    }

    static std::string firstLine(const std::string &path)
    {
        std::array<char, 256> line{};
        const int fd = openFile(path);
        const ssize_t got = fd < 0 ? -1 : ::read(fd, line.data(), line.size() - 1);
        if (fd >= 0) {
            ::close(fd);
        }
        line[static_cast<std::size_t>(std::max<ssize_t>(got, 0))] = 0;
        line[std::strcspn(line.data(), "\n")] = 0;
        return line.data();
    }

private:
    void say(const char *before, const std::string &words) const
    {
        std::fputs(before, stdout);
        say(words);
    }
    static std::string uptime()
    {
        std::array<char, 64> line{};
        std::FILE *file = std::fopen("/proc/uptime", "re");
        if (file != nullptr) {
            if (std::fgets(line.data(), line.size(), file) == nullptr) {
                line[0] = 0;
            }
            std::fclose(file);
        }
        line[std::strcspn(line.data(), " \n")] = 0;
        return line[0] == 0 ? "0" : line.data();
    }
    static int print(const std::string &path)
    {
        const int fd = openFile(path);
        if (fd < 0) {
            return errno;
        }
        std::vector<char> block(std::size_t{64} << 10);
        int error = 0;
        for (ssize_t got = 1; got > 0 || (got < 0 && errno == EINTR);) {
            got = ::read(fd, block.data(), block.size());
            error = got < 0 && errno != EINTR ? errno : 0;
            if (got > 0) {
                std::fwrite(block.data(), 1, static_cast<std::size_t>(got), stdout);
            }
        }
        ::close(fd);
        return error;
    }
    static int printDecompressed(const std::string &path)
    {
        const int fd = openFile(path);
        const gzFile file = fd < 0 ? nullptr : ::gzdopen(fd, "r");
        if (file == nullptr) {
            return errno == 0 ? ENOMEM : errno;
        }
        std::vector<char> block(std::size_t{64} << 10);
        int got = 1;
        while (got > 0) {
            got = ::gzread(file, block.data(), static_cast<unsigned>(block.size()));
            std::fwrite(block.data(), 1, static_cast<std::size_t>(std::max(got, 0)), stdout);
        }
        ::gzclose(file);
        return got < 0 ? EIO : 0;
    }

    std::string m_marker;
};

bool exists(const std::string &path)
{
    return ::access(rooted(path).c_str(), F_OK) == 0;
}

template<class Take>
void forEachEntry(const std::string &folder, Take take)
{
    DIR *open = ::opendir(rooted(folder).c_str());
    if (open == nullptr) {
        return;
    }
    while (const dirent *entry = ::readdir(open)) {
        if (const std::string name = entry->d_name; name != "." && name != "..") {
            take(name);
        }
    }
    ::closedir(open);
}

/// The configuration's lines about ptdump.
std::string ptdumpOptions()
{
    const int fd = openFile("/proc/config.gz");
    const gzFile file = fd < 0 ? nullptr : ::gzdopen(fd, "r");
    std::string out;
    std::array<char, 512> line{};
    while (file != nullptr && ::gzgets(file, line.data(), line.size()) != nullptr) {
        if (std::strstr(line.data(), "PTDUMP") != nullptr) {
            out.append(line.data(), std::strcspn(line.data(), "\n")).append(";");
        }
    }
    if (file != nullptr) {
        ::gzclose(file);
    }
    return out;
}

bool debugfsIsMounted()
{
    std::FILE *file = std::fopen(rooted("/proc/mounts").c_str(), "re");
    std::array<char, 1024> line{};
    bool found = false;
    while (file != nullptr && !found && std::fgets(line.data(), line.size(), file) != nullptr) {
        found = std::strstr(line.data(), " /sys/kernel/debug debugfs ") != nullptr;
    }
    if (file != nullptr) {
        std::fclose(file);
    }
    return found;
}

void tellTables(const Answer &answer)
{
    for (const char *table : {"kernel_page_tables", "efi_page_tables", "page_tables/kernel", "page_tables/current_kernel", "page_tables/efi"}) {
        if (exists(std::string(debugfs) + "/" + table)) {
            answer.say(std::string("table ") + table);
        }
    }
    forEachEntry(std::string(debugfs) + "/kvm", [&](const std::string &machine) {
        const std::string table = "kvm/" + machine + "/stage2_page_tables";
        if (isTable(table) && exists(std::string(debugfs) + "/" + table)) {
            answer.say("table " + table);
        }
    });
}

void tellFacts(const Answer &answer, const std::string &table)
{
    utsname system{};
    ::uname(&system);
    answer.say("hello 1");
    answer.say("fact user " + std::to_string(::geteuid()));
    answer.say(std::string("fact kernel_release ") + system.release);
    answer.say(std::string("fact machine ") + system.machine);
    answer.say("fact kptr_restrict " + Answer::firstLine("/proc/sys/kernel/kptr_restrict"));
    answer.say("fact lockdown " + Answer::firstLine("/sys/kernel/security/lockdown"));
    answer.say("fact ptdump " + ptdumpOptions());
    answer.say(std::string("fact debugfs ") + (debugfsIsMounted() ? debugfs : ""));
    answer.say("fact table " + std::string(debugfs) + "/" + table);
    tellTables(answer);
}

void putPools(const Answer &answer)
{
    const std::string folder = "/sys/kernel/mm/hugepages";
    answer.say("file hugepages");
    std::vector<std::string> pools;
    forEachEntry(folder, [&](const std::string &pool) {
        if (pool.starts_with("hugepages-")) {
            pools.push_back(pool);
        }
    });
    std::sort(pools.begin(), pools.end());
    for (const std::string &pool : pools) {
        const std::string path = folder + "/" + pool;
        std::printf("%s nr=%s free=%s\n", path.c_str(), Answer::firstLine(path + "/nr_hugepages").c_str(),
                    Answer::firstLine(path + "/free_hugepages").c_str());
    }
    std::fputs("\n", stdout);
    answer.say("end 0 0 0 ");
}

/// As grep -r prints them.
void putModuleSections(const Answer &answer)
{
    answer.say("file module_sections");
    forEachEntry("/sys/module", [](const std::string &module) {
        const std::string folder = "/sys/module/" + module + "/sections";
        forEachEntry(folder, [&folder](const std::string &section) {
            const std::string path = folder + "/" + section;
            std::printf("%s:%s\n", path.c_str(), Answer::firstLine(path).c_str());
        });
    });
    std::fputs("\n", stdout);
    answer.say("end 0 0 0 ");
}

void answerTo(const Request &request)
{
    const Answer answer(request.marker);
    const std::string other = "page_tables/kernel";
    const bool onlyOther = !exists(std::string(debugfs) + "/kernel_page_tables") && exists(std::string(debugfs) + "/" + other);
    const std::string table = !request.table.empty() ? request.table : onlyOther ? other : "kernel_page_tables";
    tellFacts(answer, table);
    const auto putMoving = [&](const char *suffix) {
        for (const char *file : {"vmallocinfo", "iomem", "modules"}) {
            answer.put(std::string(file) + suffix, std::string("/proc/") + file);
        }
    };
    if (request.companions) {
        putMoving("");
    }
    const bool good = answer.put("dump", std::string(debugfs) + "/" + table);
    if (good && request.companions) {
        putMoving(".after");
        for (const char *file : {"meminfo", "cmdline", "version"}) {
            answer.put(file, std::string("/proc/") + file);
        }
        putPools(answer);
        if (request.symbols) {
            answer.put("config", "/proc/config.gz");
            putModuleSections(answer);
            answer.put("kallsyms", "/proc/kallsyms");
        }
    }
    answer.say("done");
}

} // namespace

int main(int argc, char **argv)
{
    Request request;
    for (int i = 1; i < argc; ++i) {
        if (!take(argv[i], request)) {
            std::fprintf(stderr, "ptscope-read: refused: %.100s\n"
                                 "It prints the files of a capture and takes no path: --marker=MARK [--table=NAME] [--dump-only] [--no-symbols]\n",
                         argv[i]);
            return 2;
        }
    }
    if (request.marker.empty()) {
        std::fputs("ptscope-read: refused: it answers ptscope, which names a --marker\n", stderr);
        return 2;
    }
    answerTo(request);
    return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? 0 : 1;
}
