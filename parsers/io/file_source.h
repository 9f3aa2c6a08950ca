// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "parsers/io/byte_source.h"
#include "parsers/io/file_slice.h"

namespace ptscope {

/// A file descriptor that closes itself.
class FileDescriptor
{
public:
    explicit FileDescriptor(int fd, bool owned = true) : m_fd(fd), m_owned(owned) {}
    FileDescriptor(FileDescriptor &&other) noexcept : m_fd(other.m_fd), m_owned(other.m_owned) { other.m_owned = false; }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;
    FileDescriptor &operator=(FileDescriptor &&) = delete;
    ~FileDescriptor();
    int get() const { return m_fd; }

private:
    int m_fd;
    bool m_owned;
};

/// Plain bytes of a file, pipe or debugfs node. Reads in blocks instead of mapping: as fast (the block stays in cache),
/// it serves files that report size 0, and a file cut short while we read is a short read, not a SIGBUS.
class FileSource final : public ByteSource
{
public:
    FileSource(FileDescriptor fd, std::string path, const struct stat &facts, const Progress *progress = nullptr);
    Result<std::size_t> read(std::span<char> buffer) override;
    std::uint64_t consumed() const override { return m_consumed; }
    std::uint64_t inputSize() const override;
    std::optional<FileSlice> slice(std::uint64_t offset, std::uint64_t bytes) const override;
    bool skip(std::uint64_t bytes) override;

private:
    bool waitForBytes() const;

    FileDescriptor m_fd;
    std::string m_path;
    struct stat m_facts;
    const Progress *m_progress;
    std::uint64_t m_consumed = 0;
};

class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(std::string_view bytes) : m_bytes(bytes) {}
    Result<std::size_t> read(std::span<char> buffer) override;
    std::uint64_t consumed() const override { return m_consumed; }
    std::uint64_t inputSize() const override { return m_bytes.size(); }

private:
    std::string_view m_bytes;
    std::size_t m_consumed = 0;
};

} // namespace ptscope
