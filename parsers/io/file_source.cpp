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

FileSource::FileSource(FileDescriptor fd, std::string path, std::uint64_t size, const Progress *progress)
    : m_fd(std::move(fd)), m_path(std::move(path)), m_size(size), m_progress(progress)
{
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
