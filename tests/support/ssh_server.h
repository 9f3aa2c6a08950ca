// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "tests/support/process.h"
#include "tests/support/scratch_folder.h"

// A real sshd on loopback: own port, own keys, own configuration; it ends with the object.
namespace ptscope::test {

class SshServer
{
public:
    static constexpr const char *program = "/usr/sbin/sshd";
    static bool isInstalled() { return ::access(program, X_OK) == 0; }

    /// `banner` is what a login prints on standard output before any command runs.
    explicit SshServer(const std::string &banner = {}) : m_port(freePort())
    {
        runProcess({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.file("host")});
        runProcess({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.file("other")});
        runProcess({"ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.file("user")});
        const std::string noisy = "command=\"cat " + folder.file("banner") + "; exec sh -c \\\"$SSH_ORIGINAL_COMMAND\\\"\" ";
        folder.write("banner", banner);
        folder.write("authorized", (banner.empty() ? "" : noisy) + content("user.pub"));
        folder.write("known_good", known(content("host.pub")));
        folder.write("known_wrong", known(content("other.pub")));
        folder.write("known_none", "");
        folder.write("sshd_config", "ListenAddress 127.0.0.1\nPort " + std::to_string(m_port) + "\nHostKey " + folder.file("host")
                         + "\nAuthorizedKeysFile " + folder.file("authorized")
                         + "\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nStrictModes no\nUsePAM no\nPidFile none\n"
                           "PermitRootLogin yes\nBanner " + folder.file("banner") + "\n");
        start();
    }
    SshServer(const SshServer &) = delete;
    SshServer &operator=(const SshServer &) = delete;
    ~SshServer()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGTERM);
            ::waitpid(m_pid, nullptr, 0);
        }
    }

    bool answers() const { return m_answers; }
    int port() const { return m_port; }
    /// What PTSCOPE_SSH must be to reach it as "board". `known` is good, wrong or none; `proxy` stands between.
    std::string client(const std::string &known = "good", const std::string &proxy = {}) const
    {
        const passwd *user = ::getpwuid(::getuid());
        const std::string config = folder.write(
            "ssh_config", "Host board\n HostName 127.0.0.1\n Port " + std::to_string(m_port) + "\n User " + user->pw_name + "\n IdentityFile "
                + folder.file("user") + "\n IdentitiesOnly yes\n IdentityAgent none\n GlobalKnownHostsFile /dev/null\n UserKnownHostsFile "
                + folder.file("known_" + known) + "\n StrictHostKeyChecking yes\n BatchMode yes\n"
                + (proxy.empty() ? "" : " ProxyCommand " + proxy + "\n"));
        return "ssh -F " + config;
    }

    ScratchFolder folder;

private:
    std::string content(const std::string &name) const
    {
        std::ifstream stream(folder.file(name));
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::string known(const std::string &publicKey) const
    {
        return "[127.0.0.1]:" + std::to_string(m_port) + " " + publicKey;
    }
    static int freePort()
    {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        ::bind(fd, reinterpret_cast<sockaddr *>(&address), size);
        ::getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size);
        ::close(fd);
        return ntohs(address.sin_port);
    }
    bool accepts() const
    {
        const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(m_port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const bool open = ::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0;
        ::close(fd);
        return open;
    }
    void start()
    {
        if (::getuid() == 0) {
            std::error_code ignored;
            std::filesystem::create_directories("/run/sshd", ignored); // sshd's empty folder, which its service unit makes otherwise
        }
        m_pid = ::fork();
        if (m_pid == 0) {
            const std::string config = folder.file("sshd_config");
            const std::string log = folder.file("log");
            ::execl(program, program, "-D", "-f", config.c_str(), "-E", log.c_str(), static_cast<char *>(nullptr));
            ::_exit(127);
        }
        for (int i = 0; i < 1200 && !m_answers; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            m_answers = accepts();
        }
    }

    int m_port;
    pid_t m_pid = -1;
    bool m_answers = false;
};

} // namespace ptscope::test
