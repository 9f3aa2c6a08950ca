// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace ptscope {

struct Bundle;
struct FileSlice;

/// A stream of decompressed bytes with progress in bytes of the input as it lies on disk.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Fills as much of `buffer` as comes at once; 0 at the end.
    virtual Result<std::size_t> read(std::span<char> buffer) = 0;
    /// Input bytes consumed so far, compressed where the input is.
    virtual std::uint64_t consumed() const = 0;
    /// "zstd", "gzip", "xz", "bzip2", or empty for plain bytes.
    virtual std::string_view compression() const { return {}; }
    /// Bytes of input when known, else 0 (pipes and debugfs, whose files report size 0).
    virtual std::uint64_t inputSize() const { return 0; }
    /// What stood behind the text in the same file, once the end is reached; null where nothing can stand there.
    virtual std::shared_ptr<const Bundle> bundle() const { return nullptr; }
    /// A part of the input that can be read later; nothing where it is no file, or ends before.
    virtual std::optional<FileSlice> slice(std::uint64_t offset, std::uint64_t bytes) const;
    /// Goes on behind the next `bytes`; false where the input can only be read.
    virtual bool skip(std::uint64_t) { return false; }
};

/// Opens a path ("-" is standard input) and sees through compression, whatever the file is called. With `progress` a pipe
/// that gives nothing can be given up, also a FIFO that nobody writes to: reading fails with Cancelled soon after a stop
/// was requested.
Result<std::unique_ptr<ByteSource>> openSource(const std::string &path, const Progress *progress = nullptr);
/// Reads memory; `bytes` must outlive the source.
Result<std::unique_ptr<ByteSource>> memorySource(std::string_view bytes);

} // namespace ptscope
