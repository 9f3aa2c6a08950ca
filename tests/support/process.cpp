// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <stdexcept>
#include <string_view>
#include <sys/wait.h>
#include <unistd.h>

namespace ptscope::test {

namespace {

/// A file without a name that both sides can use.
class Scratch
{
public:
    explicit Scratch(std::string_view content = {}) : m_file(std::tmpfile())
    {
        const bool written = m_file != nullptr
            && (content.empty() || std::fwrite(content.data(), 1, content.size(), m_file) == content.size());
        if (!written) {
            throw std::runtime_error("no temporary file");
        }
        std::rewind(m_file);
    }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    ~Scratch() { std::fclose(m_file); }
    int get() const { return fileno(m_file); }
    std::string content() const
    {
        std::string text;
        std::array<char, 65536> block{};
        std::rewind(m_file);
        for (std::size_t n = 1; n > 0;) {
            n = std::fread(block.data(), 1, block.size(), m_file);
            text.append(block.data(), n);
        }
        return text;
    }

private:
    std::FILE *m_file;
};

int outputOf(const ProcessSetup &setup, const Scratch &caught)
{
    if (setup.outputClosed) {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) == 0) {
            ::close(ends[0]);
            return ends[1];
        }
    }
    return setup.outputTo.empty() ? caught.get() : ::open(setup.outputTo.c_str(), O_WRONLY | O_CLOEXEC);
}

[[noreturn]] void become(std::vector<std::string> command, const ProcessSetup &setup, std::array<int, 3> streams)
{
    for (int i = 0; i < 3; ++i) {
        ::dup2(streams[static_cast<std::size_t>(i)], i);
    }
    std::vector<char *> words;
    for (std::string &word : command) {
        words.push_back(word.data());
    }
    words.push_back(nullptr);
    const bool ready = (setup.user == 0 || ::setuid(setup.user) == 0) && (setup.folder.empty() || ::chdir(setup.folder.c_str()) == 0);
    if (ready) {
        ::execvp(words.front(), words.data());
    }
    ::_exit(127);
}

} // namespace

ProcessResult runProcess(const std::vector<std::string> &command, const ProcessSetup &setup)
{
    const Scratch input(setup.input);
    const Scratch output;
    const Scratch errors;
    const int outputEnd = outputOf(setup, output);
    const pid_t child = ::fork();
    if (child == 0) {
        become(command, setup, {input.get(), outputEnd, errors.get()});
    }
    if (outputEnd != output.get()) {
        ::close(outputEnd);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child) {
        throw std::runtime_error(command.front() + ": cannot be started");
    }
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {code, output.content(), errors.content()};
}

} // namespace ptscope::test
