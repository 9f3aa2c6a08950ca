// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parsers/bundle/bundle.h"
#include "parsers/io/byte_source.h"

struct ZSTD_DCtx_s;

namespace ptscope {

/// Decompresses zstd frame by frame: the skippable frames behind a text are the files of a bundle (parsers/bundle), which a
/// decompressor passes over. Damage within a frame of text is an error; damage behind the whole text is a problem of the
/// bundle.
class ZstdSource final : public ByteSource
{
public:
    static Result<std::unique_ptr<ByteSource>> open(std::unique_ptr<ByteSource> compressed);
    ZstdSource(const ZstdSource &) = delete;
    ZstdSource &operator=(const ZstdSource &) = delete;
    ~ZstdSource() override;

    Result<std::size_t> read(std::span<char> buffer) override;
    std::uint64_t consumed() const override { return m_input->consumed(); }
    std::string_view compression() const override { return "zstd"; }
    std::uint64_t inputSize() const override { return m_input->inputSize(); }
    /// Whole once read() has said that the end is reached.
    std::shared_ptr<const Bundle> bundle() const override { return m_bundle.bundle(); }

private:
    enum class At { Border, InText, End };

    ZstdSource(std::unique_ptr<ByteSource> compressed, ZSTD_DCtx_s *context);
    std::string_view pending() const { return {m_block.data() + m_given, m_filled - m_given}; }
    Result<bool> haveInput();
    Result<std::string> take(std::uint64_t count);
    Result<bool> pass(std::uint64_t count);
    Result<std::size_t> decompress(std::span<char> buffer);
    Result<void> beginFrame();
    Result<void> takeSkippable(bool maybeOurs);
    Result<bool> leaveWhereItIs(std::uint64_t bytes);
    Result<void> endBetween(const char *what);

    std::unique_ptr<ByteSource> m_input;
    ZSTD_DCtx_s *m_context;
    std::vector<char> m_block;
    std::size_t m_given = 0;
    std::size_t m_filled = 0;
    BundleReader m_bundle;
    At m_at = At::Border;
    bool m_textSeen = false; ///< a whole frame of text was given
};

} // namespace ptscope
