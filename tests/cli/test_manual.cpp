// SPDX-License-Identifier: GPL-3.0-or-later
// What is written about the command line holds: the manual and the completions know each option and no other, and every command
// that README, manual and --help show works as it stands there.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <set>

#include "tests/support/cli.h"
#include "tests/support/dump_text.h"
#include "tests/support/elf_builder.h"
#include "tests/support/scratch_folder.h"

namespace ptscope {
namespace {

using namespace test;
using Words = std::vector<std::string>;
using Options = std::set<std::string>;

std::string sourceText(const std::string &path)
{
    return readText(std::filesystem::path(PTSCOPE_TEST_SUPPORT) / "../.." / path);
}

std::string helpOf(Words command)
{
    command.emplace_back("--help");
    const ProcessResult result = cli(command);
    EXPECT_EQ(result.code, 0) << result.errors;
    return result.output;
}

Options optionsIn(const std::string &text)
{
    static const std::regex option("--[a-z][a-z0-9-]*");
    return {std::sregex_token_iterator(text.begin(), text.end(), option), std::sregex_token_iterator()};
}

/// What --help lists: the words in front of each description.
Options optionsOf(const std::string &help)
{
    Options out;
    for (const std::string &line : linesOf(help)) {
        if (line.starts_with("  -")) {
            out.merge(optionsIn(line.substr(0, line.find(' ', 3))));
        }
    }
    return out;
}

Words subcommandsOf(const std::string &help)
{
    const std::size_t begin = help.find("\nSubcommands:\n");
    Words out;
    for (const std::string &line : linesOf(begin == std::string::npos ? "" : help.substr(begin + 14))) {
        if (line.empty()) {
            break;
        }
        if (line.size() > 2 && line[2] != ' ') {
            out.push_back(line.substr(2, line.find(' ', 2) - 2));
        }
    }
    return out;
}

std::vector<Words> allCommands()
{
    std::vector<Words> out;
    for (const std::string &name : subcommandsOf(helpOf({}))) {
        out.push_back({name});
        for (const std::string &below : subcommandsOf(helpOf({name}))) {
            out.push_back({name, below});
        }
    }
    return out;
}

/// The manual as it is read, without the marks of its fonts.
std::string manualText()
{
    static const std::regex font(R"(\\f[A-Z])");
    std::string text = std::regex_replace(sourceText("resources/man/ptscope-cli.1"), font, "");
    std::erase(text, '\\');
    return text;
}

Options completionsOf(const Words &command, const std::string &begun)
{
    const std::string script = "source \"$0\"; compopt() { :; }; COMP_WORDS=(ptscope-cli \"$@\"); COMP_CWORD=$#; _ptscope_cli;"
                               " printf '%s\\n' \"${COMPREPLY[@]}\"";
    Words call{"bash", "-c", script, std::filesystem::path(PTSCOPE_TEST_SUPPORT) / "../../resources/completions/ptscope-cli"};
    call.insert(call.end(), command.begin(), command.end());
    call.push_back(begun);
    const Words lines = linesOf(runProcess(call).output);
    return {lines.begin(), lines.end()};
}

TEST(Manual, NamesEveryOptionAndNoOther)
{
    const Options named = optionsIn(manualText());
    Options known = optionsOf(helpOf({}));
    for (const Words &command : allCommands()) {
        for (const std::string &option : optionsOf(helpOf(command))) {
            EXPECT_TRUE(named.contains(option)) << command.front() << " " << option;
            known.insert(option);
        }
        EXPECT_NE(manualText().find(command.back()), std::string::npos) << command.back();
    }
    for (const std::string &option : named) {
        EXPECT_TRUE(known.contains(option)) << option;
    }
}

TEST(Completion, OffersEveryOptionAndNoOther)
{
    ASSERT_GE(allCommands().size(), 15U);
    for (const Words &command : allCommands()) {
        EXPECT_EQ(completionsOf(command, "--"), optionsOf(helpOf(command))) << command.front() << " " << command.back();
    }
    const Words commands = subcommandsOf(helpOf({}));
    Options offered = completionsOf({}, "");
    offered.erase("--help");
    offered.erase("--version");
    EXPECT_EQ(offered, Options(commands.begin(), commands.end()));
}

/// Commands as they stand in a text, cut from what surrounds them.
Words examplesIn(const std::string &text)
{
    Words out;
    for (const std::string &line : linesOf(text)) {
        const std::size_t begin = line.find_first_not_of(' ');
        const std::string command = begin == std::string::npos ? "" : line.substr(begin);
        if (command.starts_with("ptscope-cli ") || command.starts_with("ssh board ")) {
            out.push_back(command.substr(0, command.find("  #")));
        }
    }
    return out;
}

Words allExamples()
{
    const std::string manual = manualText();
    Words out = examplesIn(sourceText("README.md"));
    std::vector<Words> texts{examplesIn(manual.substr(manual.find(".SH EXAMPLES"))), examplesIn(helpOf({}))};
    for (const Words &command : allCommands()) {
        texts.push_back(examplesIn(helpOf(command)));
    }
    for (const Words &examples : texts) {
        out.insert(out.end(), examples.begin(), examples.end());
    }
    return out;
}

std::string smallKernelImage()
{
    ElfBuilder elf;
    const auto text = elf.addSection({".text", 0xffff800080010000, 0x10000, SHF_ALLOC | SHF_EXECINSTR, SHT_NOBITS, {}});
    elf.addSymbol("_text", 0xffff800080000000, text);
    elf.addSymbol("_stext", 0xffff800080010000, text);
    elf.addSymbol("_etext", 0xffff800080020000, text);
    elf.addSymbol("_end", 0xffff800080020000, text);
    return elf.build();
}

/// A folder in which the names of an example exist.
class ExampleFolder : public ScratchFolder
{
public:
    explicit ExampleFolder(const std::string &example)
    {
        const bool owners = example.find("ptlab") != std::string::npos;
        const std::string board = owners ? "v7.3-4k-va48-vmallochuge-on" : "v7.3-4k-va48-vmcore";
        const bool manyPages = example.find("hvo") != std::string::npos;
        const std::string dump = captureText(manyPages ? "v6.1-4k-va48-hvo2m-before" : board);
        const std::vector<std::pair<std::string, std::string>> texts{
            {"dump.txt", dump},
            {"dump.txt.zst", dump},
            {"kernel_page_tables", dump},
            {"mail.txt", dump + captureText("v7.3-4k-va48-base")},
            {"before.txt", captureText("v6.1-4k-va48-hvo2m-before")},
            {"after.txt", captureText("v6.1-4k-va48-hvo2m-after")},
            {"vmallocinfo.txt", captureText(board, "vmallocinfo")},
            {"vmlinux", smallKernelImage()}};
        for (const auto &[name, text] : texts) {
            const std::size_t at = example.find(name);
            if (at != std::string::npos && (example + " ").find_first_of(" |", at) == at + name.size()) {
                write(name, text);
            }
        }
        for (const char *companion : {"System.map", "vmallocinfo", "modules"}) {
            if (!captureFile(board, companion).empty()) {
                write(companion, captureText(board, companion));
            }
        }
        if (owners) {
            write("kallsyms", captureText("v7.3-4k-va48-vmcore", "System.map") + "ffff8000787c0000 t pw\t[ptlab]\n");
        }
        if (example.find(".ptdump.zst") != std::string::npos && example.find("capture") == std::string::npos) {
            captureInto("board.ptdump.zst", "v7.3-4k-va48-base");
            captureInto("later.ptdump.zst", "v7.3-4k-va48-setmem-ro");
        }
        for (const std::string name : {"snaps", "while-the-test-runs"}) {
            if (example.find(name) != std::string::npos) {
                std::filesystem::create_directory(path() / name);
                write(name + "/1.txt", captureText("v7.3-4k-va48-setmem-before"));
                write(name + "/2.txt", captureText("v7.3-4k-va48-setmem-ro"));
            }
        }
    }

private:
    void captureInto(const std::string &name, const std::string &capture)
    {
        EXPECT_EQ(cli({"capture", "exec:cat " + dumpFile(capture), "-o", file(name)}).code, 0);
    }
};

/// The programs that examples call; ssh reaches a board.
class ExamplePrograms : public ScratchFolder
{
public:
    ExamplePrograms()
    {
        program("ssh", "exec cat " + dumpFile("v7.3-4k-va48-base"));
        program("jq", "exec cat");
        std::filesystem::create_symlink(PTSCOPE_CLI, path() / "ptscope-cli");
    }

private:
    void program(const std::string &name, const std::string &command)
    {
        std::filesystem::permissions(write(name, "#!/bin/sh\n" + command + "\n"), std::filesystem::perms::owner_all);
    }
};

TEST(Examples, WorkAsTheyStand)
{
    const ExamplePrograms programs;
    const Words examples = allExamples();
    EXPECT_GE(examples.size(), 35U);
    for (const std::string &example : examples) {
        const ExampleFolder folder(example);
        // A capture from a board that is not there: what it would run.
        const bool board = example.find(" capture ") != std::string::npos;
        const std::string command = example + (board ? " --show-commands" : "");
        const ProcessSetup there{.folder = folder.path().string()};
        const ProcessResult result =
            runProcess({"bash", "-o", "pipefail", "-c", "PATH=\"$0:$PATH\"\n" + command, programs.path().string()}, there);
        EXPECT_LE(result.code, 1) << command << "\n" << result.errors;
    }
}

} // namespace
} // namespace ptscope
