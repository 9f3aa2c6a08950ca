// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "parsers/io/archive_source.h"
#include "parsers/io/file_source.h"
#include "parsers/io/gzip_source.h"
#include "parsers/io/zstd_source.h"

namespace ptscope {

namespace {

/// Gives back the head that was read to recognise the compression, then the rest.
class PeekedSource final : public ByteSource
{
public:
    PeekedSource(std::unique_ptr<ByteSource> rest, std::string head) : m_rest(std::move(rest)), m_head(std::move(head)) {}

    Result<std::size_t> read(std::span<char> buffer) override
    {
        if (m_given == m_head.size()) {
            return m_rest->read(buffer);
        }
        const std::size_t n = std::min(buffer.size(), m_head.size() - m_given);
        std::memcpy(buffer.data(), m_head.data() + m_given, n);
        m_given += n;
        return n;
    }
    std::uint64_t consumed() const override { return m_rest->consumed(); }
    std::uint64_t inputSize() const override { return m_rest->inputSize(); }
    std::optional<FileSlice> slice(std::uint64_t offset, std::uint64_t bytes) const override
    {
        return m_given == m_head.size() ? m_rest->slice(offset, bytes) : std::nullopt;
    }
    bool skip(std::uint64_t bytes) override { return m_given == m_head.size() && m_rest->skip(bytes); }

private:
    std::unique_ptr<ByteSource> m_rest;
    std::string m_head;
    std::size_t m_given = 0;
};

constexpr std::size_t longestMagic = 6;

Result<std::unique_ptr<ByteSource>> seeThrough(std::unique_ptr<ByteSource> source)
{
    std::string head;
    std::array<char, longestMagic> buffer{};
    while (head.size() < longestMagic) {
        const auto got = source->read(std::span(buffer).first(longestMagic - head.size()));
        if (!got) {
            return tl::make_unexpected(got.error());
        }
        if (*got == 0) {
            break;
        }
        head.append(buffer.data(), *got);
    }
    const std::string_view compression = compressionOf(head);
    auto whole = std::make_unique<PeekedSource>(std::move(source), std::move(head));
    if (compression.empty()) {
        return whole;
    }
    if (compression == "gzip") {
        return GzipSource::open(std::move(whole));
    }
    if (compression == "zstd") {
        return ZstdSource::open(std::move(whole));
    }
    return ArchiveSource::open(std::move(whole), compression);
}

ErrorCode codeOf(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EACCES:
    case EPERM:
        return ErrorCode::PermissionDenied;
    case EISDIR:
        return ErrorCode::IsDirectory;
    default:
        return ErrorCode::ReadFailed;
    }
}

} // namespace

Result<std::unique_ptr<ByteSource>> openSource(const std::string &path, const Progress *progress)
{
    const bool standardInput = path == "-";
    FileDescriptor fd(standardInput ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | (progress != nullptr ? O_NONBLOCK : 0)),
                      !standardInput);
    if (fd.get() < 0) {
        return fail(codeOf(errno), path, std::strerror(errno));
    }
    struct stat facts {};
    if (::fstat(fd.get(), &facts) != 0) {
        return fail(ErrorCode::ReadFailed, path, std::strerror(errno));
    }
    if (S_ISDIR(facts.st_mode)) {
        return fail(ErrorCode::IsDirectory, path);
    }
    return seeThrough(std::make_unique<FileSource>(std::move(fd), path, facts, progress));
}

Result<std::unique_ptr<ByteSource>> memorySource(std::string_view bytes)
{
    return seeThrough(std::make_unique<MemorySource>(bytes));
}

} // namespace ptscope
