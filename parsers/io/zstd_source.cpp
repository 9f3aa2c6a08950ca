// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/zstd_source.h"

#include <algorithm>
#include <zstd.h>

#include "parsers/bundle/bundle_frame.h"

namespace ptscope {

namespace {

constexpr std::size_t inputBlock = std::size_t{128} << 10;
constexpr std::uint64_t worthLeaving = std::uint64_t{16} << 10;
constexpr std::uint32_t textMagic = 0xFD2FB528;
/// RFC 8878, 3.1.2: 0x184D2A50 to 0x184D2A5F.
constexpr std::uint32_t skippableMask = 0xFFFFFFF0;
constexpr std::size_t magicBytes = 4;

tl::unexpected<Error> damaged(std::string detail)
{
    return fail(ErrorCode::CompressedDamaged, "zstd", std::move(detail));
}

bool isSkippable(std::uint64_t magic)
{
    return (magic & skippableMask) == (bundle::skippableMagic & skippableMask);
}

} // namespace

ZstdSource::ZstdSource(std::unique_ptr<ByteSource> compressed, ZSTD_DCtx_s *context)
    : m_input(std::move(compressed)), m_context(context), m_block(inputBlock)
{
}

ZstdSource::~ZstdSource()
{
    ZSTD_freeDCtx(m_context);
}

Result<std::unique_ptr<ByteSource>> ZstdSource::open(std::unique_ptr<ByteSource> compressed)
{
    ZSTD_DCtx *context = ZSTD_createDCtx();
    if (context == nullptr) {
        return fail(ErrorCode::OutOfMemory, "zstd");
    }
    return std::unique_ptr<ByteSource>(new ZstdSource(std::move(compressed), context));
}

/// False at the end of the input.
Result<bool> ZstdSource::haveInput()
{
    if (m_given == m_filled) {
        const auto got = m_input->read(m_block);
        if (!got) {
            return tl::make_unexpected(got.error());
        }
        m_given = 0;
        m_filled = *got;
    }
    return m_filled != 0;
}

/// The next `count` bytes, fewer where the input ends: memory is taken as they come, not as a head claims.
Result<std::string> ZstdSource::take(std::uint64_t count)
{
    std::string out;
    while (out.size() < count) {
        const auto more = haveInput();
        if (!more) {
            return tl::make_unexpected(more.error());
        }
        if (!*more) {
            break;
        }
        const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(count - out.size(), pending().size()));
        out.append(pending().substr(0, n));
        m_given += n;
    }
    return out;
}

/// False where the input ends before `count` bytes.
Result<bool> ZstdSource::pass(std::uint64_t count)
{
    while (count > 0) {
        const auto more = haveInput();
        if (!more || !*more) {
            return more;
        }
        const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(count, pending().size()));
        m_given += n;
        count -= n;
    }
    return true;
}

/// Damage behind a whole text leaves the text what it is.
Result<void> ZstdSource::endBetween(const char *what)
{
    m_at = At::End;
    if (!m_textSeen) {
        return damaged("ends early");
    }
    m_bundle.takeDamage(what);
    return {};
}

Result<void> ZstdSource::takeSkippable(bool maybeOurs)
{
    const auto size = take(magicBytes);
    if (!size) {
        return tl::make_unexpected(size.error());
    }
    if (size->size() < magicBytes) {
        return endBetween("the file is cut within a companion");
    }
    const std::uint64_t bytes = bundle::numberAt<magicBytes>(*size, 0);
    if (!maybeOurs || !m_bundle.hasRoomFor(bytes)) {
        const auto whole = pass(bytes);
        if (!whole) {
            return tl::make_unexpected(whole.error());
        }
        if (!*whole) {
            return endBetween("the file is cut within a companion");
        }
        return maybeOurs ? endBetween("a companion is more than a bundle may hold") : Result<void>{};
    }
    const auto left = leaveWhereItIs(bytes);
    if (!left) {
        return tl::make_unexpected(left.error());
    }
    if (*left) {
        return {};
    }
    const auto content = take(bytes);
    if (!content) {
        return tl::make_unexpected(content.error());
    }
    if (content->size() < bytes) {
        return endBetween("the file is cut within a companion");
    }
    m_bundle.takeFrame(*content);
    return {};
}

/// A large file of a bundle costs nothing until it is asked for: false where the input cannot be passed over.
Result<bool> ZstdSource::leaveWhereItIs(std::uint64_t bytes)
{
    const auto slice = bytes < worthLeaving ? std::nullopt : m_input->slice(m_input->consumed() - pending().size(), bytes);
    if (!slice) {
        return false;
    }
    const auto head = take(bundle::longestHead);
    if (!head) {
        return tl::make_unexpected(head.error());
    }
    const std::uint64_t rest = bytes - head->size();
    const auto here = static_cast<std::size_t>(std::min<std::uint64_t>(rest, pending().size()));
    m_given += here;
    if (!m_input->skip(rest - here)) {
        return fail(ErrorCode::ReadFailed, slice->path);
    }
    m_bundle.passFrame(*head, *slice);
    return true;
}

Result<void> ZstdSource::beginFrame()
{
    const auto magic = take(magicBytes);
    if (!magic) {
        return tl::make_unexpected(magic.error());
    }
    if (magic->empty()) {
        m_at = At::End;
        return m_textSeen ? Result<void>{} : damaged("ends early");
    }
    if (magic->size() < magicBytes) {
        return endBetween("the file is cut where a companion begins");
    }
    const std::uint64_t number = bundle::numberAt<magicBytes>(*magic, 0);
    if (isSkippable(number)) {
        return takeSkippable(number == bundle::skippableMagic);
    }
    if (number != textMagic) {
        return endBetween("what follows the text is no companion");
    }
    ZSTD_DCtx_reset(m_context, ZSTD_reset_session_only);
    ZSTD_inBuffer input{magic->data(), magic->size(), 0};
    ZSTD_outBuffer none{nullptr, 0, 0};
    if (const std::size_t status = ZSTD_decompressStream(m_context, &none, &input); ZSTD_isError(status) != 0) {
        return damaged(ZSTD_getErrorName(status));
    }
    m_at = At::InText;
    return {};
}

Result<std::size_t> ZstdSource::decompress(std::span<char> buffer)
{
    ZSTD_outBuffer output{buffer.data(), buffer.size(), 0};
    // What the decompressor holds back comes without further input: asked first.
    while (output.pos < output.size) {
        ZSTD_inBuffer input{m_block.data(), m_filled, m_given};
        const std::size_t before = output.pos;
        const std::size_t status = ZSTD_decompressStream(m_context, &output, &input);
        const bool moved = input.pos != m_given || output.pos != before;
        m_given = input.pos;
        if (ZSTD_isError(status) != 0) {
            return damaged(ZSTD_getErrorName(status));
        }
        if (status == 0) {
            m_at = At::Border;
            m_textSeen = true;
            break;
        }
        if (moved && m_given != m_filled) {
            continue;
        }
        if (output.pos == output.size) {
            break;
        }
        const auto more = haveInput();
        if (!more) {
            return tl::make_unexpected(more.error());
        }
        if (!*more) {
            return damaged("ends early");
        }
    }
    return output.pos;
}

Result<std::size_t> ZstdSource::read(std::span<char> buffer)
{
    while (m_at != At::End) {
        if (m_at == At::Border) {
            if (const auto begun = beginFrame(); !begun) {
                m_at = At::End;
                return tl::make_unexpected(begun.error());
            }
            continue;
        }
        const auto got = decompress(buffer);
        if (!got) {
            m_at = At::End;
            return got;
        }
        if (*got > 0) {
            return got;
        }
    }
    m_bundle.finish();
    return std::size_t{0};
}

} // namespace ptscope
