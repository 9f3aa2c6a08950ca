// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <span>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern char **environ;

namespace ptscope {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int lookMs = 30;
constexpr std::size_t blockBytes = std::size_t{64} << 10;
constexpr std::size_t keptErrors = std::size_t{64} << 10;
constexpr std::chrono::milliseconds graceBeforeKill{500};

struct Pipe {
    std::array<int, 2> ends{-1, -1};

    Pipe() { opened = ::pipe2(ends.data(), O_CLOEXEC) == 0; }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }
    void closeEnd(std::size_t which)
    {
        if (ends[which] >= 0) {
            ::close(std::exchange(ends[which], -1));
        }
    }
    bool opened = false;
};

/// What the child gets: our pipes, no input, and no signal that we block or ignore.
class SpawnSettings
{
public:
    SpawnSettings(int output, int errors)
    {
        posix_spawn_file_actions_init(&m_actions);
        posix_spawn_file_actions_addopen(&m_actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&m_actions, output, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&m_actions, errors, STDERR_FILENO);
        posix_spawnattr_init(&m_attributes);
        sigset_t signals;
        sigemptyset(&signals);
        posix_spawnattr_setsigmask(&m_attributes, &signals);
        sigaddset(&signals, SIGPIPE);
        sigaddset(&signals, SIGINT);
        posix_spawnattr_setsigdefault(&m_attributes, &signals);
        posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    SpawnSettings(const SpawnSettings &) = delete;
    SpawnSettings &operator=(const SpawnSettings &) = delete;
    ~SpawnSettings()
    {
        posix_spawn_file_actions_destroy(&m_actions);
        posix_spawnattr_destroy(&m_attributes);
    }
    int start(const std::vector<std::string> &words, pid_t &child) const
    {
        std::vector<char *> arguments;
        for (const std::string &word : words) {
            arguments.push_back(const_cast<char *>(word.c_str())); // posix_spawn promises not to write
        }
        arguments.push_back(nullptr);
        return ::posix_spawnp(&child, words.front().c_str(), &m_actions, &m_attributes, arguments.data(), environ);
    }

private:
    posix_spawn_file_actions_t m_actions{};
    posix_spawnattr_t m_attributes{};
};

/// A running program; it does not outlive this.
class Child
{
public:
    explicit Child(pid_t pid) : m_pid(pid) {}
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;
    ~Child() { end(); }

    bool hasEnded()
    {
        return m_ended || (m_ended = ::waitpid(m_pid, &m_status, WNOHANG) == m_pid);
    }
    int exitCode() const { return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : 128 + WTERMSIG(m_status); }
    void end()
    {
        if (hasEnded()) {
            return;
        }
        ::kill(m_pid, SIGTERM);
        for (const auto limit = Clock::now() + graceBeforeKill; !hasEnded() && Clock::now() < limit;) {
            ::usleep(2000);
        }
        if (!m_ended) {
            ::kill(m_pid, SIGKILL);
            m_ended = ::waitpid(m_pid, &m_status, 0) == m_pid;
        }
    }

private:
    pid_t m_pid;
    int m_status = 0;
    bool m_ended = false;
};

/// Bytes that are there; 0 at the end, -1 when there are none now.
ssize_t readSome(int fd, std::span<char> block)
{
    for (;;) {
        const ssize_t got = ::read(fd, block.data(), block.size());
        if (got >= 0 || errno != EINTR) {
            return got;
        }
    }
}

class Reading
{
public:
    Reading(Pipe &output, Pipe &errors, const ChildOutput &take) : m_output(output), m_errors(errors), m_take(take)
    {
        ::fcntl(output.ends[0], F_SETFL, O_NONBLOCK);
        ::fcntl(errors.ends[0], F_SETFL, O_NONBLOCK);
    }

    /// False when nothing came.
    bool readOnce(int waitMs)
    {
        std::array<pollfd, 2> waiting{pollfd{m_output.ends[0], POLLIN, 0}, pollfd{m_errors.ends[0], POLLIN, 0}};
        if (::poll(waiting.data(), waiting.size(), waitMs) <= 0) {
            return false;
        }
        const bool some = waiting[0].revents != 0 && readOutput();
        return (waiting[1].revents != 0 && readErrors()) || some;
    }
    bool atEnd() const { return m_output.ends[0] < 0 || m_enough; }
    bool hadEnough() const { return m_enough; }
    std::string takeErrors() { return std::move(m_text); }

private:
    bool readOutput()
    {
        const ssize_t got = readSome(m_output.ends[0], m_block);
        if (got == 0) {
            m_output.closeEnd(0);
        }
        m_enough = got > 0 && !m_take({m_block.data(), static_cast<std::size_t>(got)});
        return got > 0;
    }
    bool readErrors()
    {
        const ssize_t got = readSome(m_errors.ends[0], m_block);
        if (got == 0) {
            m_errors.closeEnd(0);
        } else if (got > 0 && m_text.size() < keptErrors) {
            m_text.append(m_block.data(), static_cast<std::size_t>(got));
        }
        return got > 0;
    }

    Pipe &m_output;
    Pipe &m_errors;
    const ChildOutput &m_take;
    std::vector<char> m_block = std::vector<char>(blockBytes);
    std::string m_text;
    bool m_enough = false;
};

Result<ChildResult> follow(Child &child, Reading &reading, const std::string &name, const Progress *progress,
                           const ChildLimits &limits)
{
    auto lastByte = Clock::now();
    // A program that the child left behind may hold the pipes open (ssh's ControlPersist): its own end counts too.
    while (!reading.atEnd()) {
        const bool ended = child.hasEnded();
        if (reading.readOnce(ended ? 0 : lookMs)) {
            lastByte = Clock::now();
        } else if (ended) {
            break;
        }
        if (progress != nullptr && progress->shouldStop()) {
            child.end();
            return fail(ErrorCode::Cancelled, name);
        }
        if (Clock::now() - lastByte > limits.silence) {
            child.end();
            return fail(ErrorCode::ReadFailed, name, "no byte came for " + std::to_string(limits.silence.count()) + " s");
        }
    }
    ChildResult result;
    result.stopped = reading.hadEnough();
    for (const auto limit = Clock::now() + limits.silence; !result.stopped && !child.hasEnded() && Clock::now() < limit;) {
        reading.readOnce(lookMs);
        if (progress != nullptr && progress->shouldStop()) {
            break;
        }
    }
    child.end();
    while (reading.readOnce(0)) {
    }
    result.exitCode = child.exitCode();
    result.errors = reading.takeErrors();
    return result;
}

} // namespace

Result<ChildResult> runChild(const std::vector<std::string> &words, const ChildOutput &take, const Progress *progress,
                             const ChildLimits &limits)
{
    Pipe output;
    Pipe errors;
    if (words.empty() || !output.opened || !errors.opened) {
        return fail(ErrorCode::ReadFailed, {}, words.empty() ? "no command" : std::strerror(errno));
    }
    pid_t pid = 0;
    const int status = SpawnSettings(output.ends[1], errors.ends[1]).start(words, pid);
    if (status != 0) {
        return fail(ErrorCode::NotFound, words.front(), std::strerror(status));
    }
    Child child(pid);
    output.closeEnd(1);
    errors.closeEnd(1);
    Reading reading(output, errors, take);
    return follow(child, reading, words.front(), progress, limits);
}

} // namespace ptscope
