// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/gzip_source.h"

#include <zlib.h>

namespace ptscope {

namespace {

constexpr std::size_t inputBlock = std::size_t{128} << 10;
/// The largest window, and a gzip head is asked for (zlib.h: inflateInit2).
constexpr int windowBits = MAX_WBITS + 16;

tl::unexpected<Error> damaged(std::string detail)
{
    return fail(ErrorCode::CompressedDamaged, "gzip", std::move(detail));
}

} // namespace

GzipSource::GzipSource(std::unique_ptr<ByteSource> compressed)
    : m_input(std::move(compressed)), m_block(inputBlock), m_stream(std::make_unique<z_stream>())
{
}

GzipSource::~GzipSource()
{
    inflateEnd(m_stream.get());
}

Result<std::unique_ptr<ByteSource>> GzipSource::open(std::unique_ptr<ByteSource> compressed)
{
    std::unique_ptr<GzipSource> source(new GzipSource(std::move(compressed)));
    if (inflateInit2(source->m_stream.get(), windowBits) != Z_OK) {
        return fail(ErrorCode::OutOfMemory, "gzip");
    }
    return source;
}

/// False at the end of the input.
Result<bool> GzipSource::haveInput()
{
    if (m_stream->avail_in == 0) {
        const auto got = m_input->read(m_block);
        if (!got) {
            return tl::make_unexpected(got.error());
        }
        m_stream->next_in = reinterpret_cast<Bytef *>(m_block.data());
        m_stream->avail_in = static_cast<uInt>(*got);
    }
    return m_stream->avail_in != 0;
}

/// Behind a member stands another one, or zeros that fill a block of a tape.
Result<void> GzipSource::beginNextMember()
{
    for (auto more = haveInput();; more = haveInput()) {
        if (!more) {
            return tl::make_unexpected(more.error());
        }
        if (!*more) {
            return {};
        }
        if (*m_stream->next_in != 0) {
            break;
        }
        ++m_stream->next_in;
        --m_stream->avail_in;
    }
    if (inflateReset(m_stream.get()) != Z_OK) {
        return damaged("cannot begin the next member");
    }
    m_betweenMembers = false;
    return {};
}

Result<std::size_t> GzipSource::read(std::span<char> buffer)
{
    m_stream->next_out = reinterpret_cast<Bytef *>(buffer.data());
    m_stream->avail_out = static_cast<uInt>(buffer.size());
    while (m_stream->avail_out == buffer.size()) {
        if (m_betweenMembers) {
            if (const auto begun = beginNextMember(); !begun) {
                return tl::make_unexpected(begun.error());
            }
            if (m_betweenMembers) {
                return std::size_t{0};
            }
        }
        const auto more = haveInput();
        if (!more) {
            return tl::make_unexpected(more.error());
        }
        if (!*more) {
            return damaged("ends early");
        }
        const int status = inflate(m_stream.get(), Z_NO_FLUSH);
        m_betweenMembers = status == Z_STREAM_END;
        if (status != Z_OK && status != Z_STREAM_END) {
            return damaged(m_stream->msg != nullptr ? m_stream->msg : "not a deflate stream");
        }
    }
    return buffer.size() - m_stream->avail_out;
}

} // namespace ptscope
