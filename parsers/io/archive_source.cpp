// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/archive_source.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <cerrno>
#include <cstring>

namespace ptscope {

namespace {

constexpr std::size_t inputBlock = std::size_t{128} << 10;

struct Magic {
    std::string_view head;
    std::string_view name;
};
constexpr std::array<Magic, 4> magics{{
    {{"\x1f\x8b", 2}, "gzip"},
    {{"\xfd" "7zXZ\0", 6}, "xz"},
    {{"\x28\xb5\x2f\xfd", 4}, "zstd"},
    {{"BZh", 3}, "bzip2"},
}};

} // namespace

std::string_view compressionOf(std::string_view head)
{
    // A skippable frame may come first, as pzstd writes it (RFC 8878, 3.1.2).
    if (head.size() >= 4 && head.substr(1, 3) == "\x2a\x4d\x18" && (static_cast<unsigned char>(head[0]) & 0xf0) == 0x50) {
        return "zstd";
    }
    for (const Magic &magic : magics) {
        // Behind bzip2's letters stands the size of its blocks, 1 to 9; without it they may begin a sentence.
        const bool word = magic.name == "bzip2" && (head.size() <= 3 || head[3] < '1' || head[3] > '9');
        if (head.starts_with(magic.head) && !word) {
            return magic.name;
        }
    }
    return {};
}

ArchiveSource::ArchiveSource(std::unique_ptr<ByteSource> compressed, std::string_view compression)
    : m_input(std::move(compressed)), m_compression(compression), m_archive(archive_read_new()), m_block(inputBlock)
{
}

ArchiveSource::~ArchiveSource()
{
    archive_read_free(m_archive);
}

Error ArchiveSource::whyNot() const
{
    if (m_inputError) {
        return *m_inputError;
    }
    const char *message = archive_error_string(m_archive);
    return {ErrorCode::CompressedDamaged, std::string(m_compression), message != nullptr ? message : ""};
}

long ArchiveSource::readInput(archive *handle, void *self, const void **block)
{
    auto &source = *static_cast<ArchiveSource *>(self);
    const auto got = source.m_input->read(source.m_block);
    if (!got) {
        source.m_inputError = got.error();
        archive_set_error(handle, EIO, "%s", got.error().detail.c_str());
        return -1;
    }
    *block = source.m_block.data();
    return static_cast<long>(*got);
}

Result<std::unique_ptr<ByteSource>> ArchiveSource::open(std::unique_ptr<ByteSource> compressed,
                                                        std::string_view compression)
{
    std::unique_ptr<ArchiveSource> source(new ArchiveSource(std::move(compressed), compression));
    archive *handle = source->m_archive;
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_format_raw(handle);
    archive_entry *entry = nullptr;
    if (archive_read_open(handle, source.get(), nullptr, &ArchiveSource::readInput, nullptr) != ARCHIVE_OK
        || archive_read_next_header(handle, &entry) != ARCHIVE_OK) {
        return tl::make_unexpected(source->whyNot());
    }
    if (archive_filter_code(handle, 0) == ARCHIVE_FILTER_NONE) {
        // Cut short within its head; as a raw file it would pass for text.
        return fail(ErrorCode::CompressedDamaged, std::string(compression), "ends early");
    }
    return source;
}

Result<std::size_t> ArchiveSource::read(std::span<char> buffer)
{
    while (m_pending.empty()) {
        const void *block = nullptr;
        std::size_t size = 0;
        std::int64_t offset = 0;
        const int status = archive_read_data_block(m_archive, &block, &size, &offset);
        if (status == ARCHIVE_EOF) {
            return std::size_t{0};
        }
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            return tl::make_unexpected(whyNot());
        }
        m_pending = {static_cast<const char *>(block), size};
    }
    const std::size_t n = std::min(buffer.size(), m_pending.size());
    std::memcpy(buffer.data(), m_pending.data(), n);
    m_pending.remove_prefix(n);
    return n;
}

} // namespace ptscope
