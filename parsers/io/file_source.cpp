// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/file_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace ptscope {

namespace {

constexpr int stopLookMs = 20;

} // namespace

FileDescriptor::~FileDescriptor()
{
    if (m_owned && m_fd >= 0) {
        ::close(m_fd);
    }
}

std::optional<FileSlice> ByteSource::slice(std::uint64_t, std::uint64_t) const
{
    return std::nullopt;
}

FileSource::FileSource(FileDescriptor fd, std::string path, const struct stat &facts, const Progress *progress)
    : m_fd(std::move(fd)), m_path(std::move(path)), m_facts(facts), m_progress(progress)
{
}

std::uint64_t FileSource::inputSize() const
{
    return S_ISREG(m_facts.st_mode) ? static_cast<std::uint64_t>(m_facts.st_size) : 0;
}

std::optional<FileSlice> FileSource::slice(std::uint64_t offset, std::uint64_t bytes) const
{
    // Standard input has no path to come back to, and may have been read in part by somebody else.
    const bool isThere = m_path != "-" && offset <= inputSize() && bytes <= inputSize() - offset;
    return isThere ? std::optional(FileSlice{m_path, offset, bytes, m_facts}) : std::nullopt;
}

bool FileSource::skip(std::uint64_t bytes)
{
    if (inputSize() == 0 || bytes > inputSize() - std::min(m_consumed, inputSize())
        || ::lseek(m_fd.get(), static_cast<off_t>(bytes), SEEK_CUR) < 0) {
        return false;
    }
    m_consumed += bytes;
    return true;
}

/// False when a stop was requested before any byte came.
bool FileSource::waitForBytes() const
{
    pollfd waiting{m_fd.get(), POLLIN, 0};
    while (m_progress != nullptr && !m_progress->shouldStop()) {
        if (::poll(&waiting, 1, stopLookMs) != 0) {
            return true;
        }
    }
    return m_progress == nullptr;
}

Result<std::size_t> FileSource::read(std::span<char> buffer)
{
    for (;;) {
        if (!waitForBytes()) {
            return fail(ErrorCode::Cancelled, m_path);
        }
        const ssize_t got = ::read(m_fd.get(), buffer.data(), buffer.size());
        if (got >= 0) {
            m_consumed += static_cast<std::uint64_t>(got);
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR && errno != EAGAIN) {
            return fail(ErrorCode::ReadFailed, m_path, std::strerror(errno));
        }
    }
}

Result<std::size_t> MemorySource::read(std::span<char> buffer)
{
    const std::size_t n = std::min(buffer.size(), m_bytes.size() - m_consumed);
    std::memcpy(buffer.data(), m_bytes.data() + m_consumed, n);
    m_consumed += n;
    return n;
}

} // namespace ptscope
