// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/atomic_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace ptscope {

namespace {

namespace fs = std::filesystem;

constexpr mode_t anyone = 0666;

Error errorAbout(const std::string &path, int error)
{
    // The hints of the other codes speak of reading.
    return {ErrorCode::WriteFailed, path, error == ENOENT || error == ENOTDIR ? "there is no such folder" : std::strerror(error)};
}

/// Where the bytes will stand: behind links, their target. Empty for a target that has no path of its own.
std::string finalPath(const std::string &path)
{
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) {
        return path;
    }
    const fs::path target = fs::weakly_canonical(path, error);
    const bool isLinkStill = error || fs::is_symlink(fs::symlink_status(target, error));
    return isLinkStill ? std::string() : target.string();
}

/// The permissions of what is there, else those of any new file.
mode_t modeFor(const std::string &path)
{
    struct stat there {};
    if (::stat(path.c_str(), &there) == 0) {
        return there.st_mode & 07777U;
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return anyone & ~mask;
}

/// The rename itself must reach the disk, else a power cut may bring the old file back.
void syncFolderOf(const std::string &path)
{
    const fs::path folder = fs::path(path).parent_path();
    const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
}

} // namespace

AtomicFile::AtomicFile(int fd, std::string path, std::string beside, std::string asked)
    : m_fd(fd), m_path(std::move(path)), m_beside(std::move(beside)), m_asked(std::move(asked))
{
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_path(std::move(other.m_path)), m_beside(std::exchange(other.m_beside, {})),
      m_asked(std::move(other.m_asked)), m_error(other.m_error)
{
}

AtomicFile::~AtomicFile()
{
    discard();
}

void AtomicFile::discard()
{
    if (m_fd >= 0) {
        ::close(std::exchange(m_fd, -1));
    }
    if (!m_beside.empty()) {
        ::unlink(std::exchange(m_beside, {}).c_str());
    }
}

Error AtomicFile::failure(int error) const
{
    return errorAbout(m_asked, error);
}

Result<AtomicFile> AtomicFile::create(const std::string &asked)
{
    std::error_code ignored;
    const auto there = fs::status(asked, ignored);
    if (fs::is_directory(there)) {
        return tl::make_unexpected(errorAbout(asked, EISDIR));
    }
    const std::string path = finalPath(asked);
    if (fs::exists(there) && !(fs::is_regular_file(there) && !path.empty() && fs::equivalent(asked, path, ignored))) {
        // Opened as it was named: behind /dev/stdout may be a pipe or a deleted file, which have no path of their own.
        const int fd = ::open(asked.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
        return fd < 0 ? Result<AtomicFile>(tl::make_unexpected(errorAbout(asked, errno))) : AtomicFile(fd, asked, {}, asked);
    }
    if (path.empty()) {
        return tl::make_unexpected(errorAbout(asked, ELOOP));
    }
    const fs::path name(path);
    std::string beside = (name.parent_path() / ("." + name.filename().string() + ".XXXXXX")).string();
    const int fd = ::mkostemp(beside.data(), O_CLOEXEC);
    if (fd < 0) {
        return tl::make_unexpected(errorAbout(asked, errno));
    }
    AtomicFile file(fd, path, beside, asked);
    if (::fchmod(fd, modeFor(path)) != 0) {
        return tl::make_unexpected(errorAbout(asked, errno));
    }
    return file;
}

bool AtomicFile::write(std::string_view bytes)
{
    while (!bytes.empty() && m_error == 0) {
        const ssize_t written = ::write(m_fd, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            m_error = errno;
        }
    }
    return m_error == 0;
}

Result<void> AtomicFile::commit()
{
    const bool inPlace = m_beside.empty();
    if (m_error == 0 && !inPlace && ::fsync(m_fd) != 0) {
        m_error = errno;
    }
    if (::close(std::exchange(m_fd, -1)) != 0 && m_error == 0) {
        m_error = errno;
    }
    if (m_error == 0 && !inPlace && ::rename(m_beside.c_str(), m_path.c_str()) != 0) {
        m_error = errno;
    }
    if (m_error != 0) {
        const Error error = failure(m_error);
        discard();
        return tl::make_unexpected(error);
    }
    m_beside.clear();
    if (!inPlace) {
        syncFolderOf(m_path);
    }
    return {};
}

Result<void> saveAtomically(const std::string &path,
                            const std::function<bool(const std::function<bool(std::string_view)> &sink)> &fill)
{
    auto file = AtomicFile::create(path);
    if (!file) {
        return tl::make_unexpected(file.error());
    }
    bool written = true;
    const bool filled = fill([&](std::string_view bytes) {
        written = written && file->write(bytes);
        return written;
    });
    if (!filled && written) {
        return fail(ErrorCode::Cancelled, path);
    }
    return file->commit();
}

} // namespace ptscope
