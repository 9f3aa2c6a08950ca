// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "parsers/io/byte_source.h"

struct z_stream_s;

namespace ptscope {

/// Decompresses gzip through zlib, which holds the text against the checksum and length at its end (RFC 1952, 2.3.1):
/// libarchive's gzip filter reads over them (archive_read_support_filter_gzip.c, 3.6), and one wrong byte in a compressed
/// dump is a wrong address.
class GzipSource final : public ByteSource
{
public:
    static Result<std::unique_ptr<ByteSource>> open(std::unique_ptr<ByteSource> compressed);
    GzipSource(const GzipSource &) = delete;
    GzipSource &operator=(const GzipSource &) = delete;
    ~GzipSource() override;

    Result<std::size_t> read(std::span<char> buffer) override;
    std::uint64_t consumed() const override { return m_input->consumed(); }
    std::string_view compression() const override { return "gzip"; }
    std::uint64_t inputSize() const override { return m_input->inputSize(); }

private:
    explicit GzipSource(std::unique_ptr<ByteSource> compressed);
    Result<bool> haveInput();
    Result<void> beginNextMember();

    std::unique_ptr<ByteSource> m_input;
    std::vector<char> m_block;
    std::unique_ptr<z_stream_s> m_stream;
    bool m_betweenMembers = false;
};

} // namespace ptscope
