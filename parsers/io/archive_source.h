// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "parsers/io/byte_source.h"

struct archive;

namespace ptscope {

/// "zstd", "gzip", "xz", "bzip2" by the first bytes; empty when it is none of them.
std::string_view compressionOf(std::string_view head);

/// Decompresses another source through libarchive: xz, bzip2.
class ArchiveSource final : public ByteSource
{
public:
    static Result<std::unique_ptr<ByteSource>> open(std::unique_ptr<ByteSource> compressed, std::string_view compression);
    ArchiveSource(const ArchiveSource &) = delete;
    ArchiveSource &operator=(const ArchiveSource &) = delete;
    ~ArchiveSource() override;

    Result<std::size_t> read(std::span<char> buffer) override;
    std::uint64_t consumed() const override { return m_input->consumed(); }
    std::string_view compression() const override { return m_compression; }
    std::uint64_t inputSize() const override { return m_input->inputSize(); }

private:
    ArchiveSource(std::unique_ptr<ByteSource> compressed, std::string_view compression);
    static long readInput(archive *, void *self, const void **block);
    Error whyNot() const;

    std::unique_ptr<ByteSource> m_input;
    std::string_view m_compression;
    archive *m_archive = nullptr;
    std::vector<char> m_block;
    std::string_view m_pending;
    std::optional<Error> m_inputError; ///< why the compressed bytes did not come
};

} // namespace ptscope
