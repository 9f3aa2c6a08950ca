// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "parsers/io/file_slice.h"

// A capture in one file, NAME.ptdump.zst: zstd frames of the unchanged dump text first, so that `zstdcat` gives exactly what
// the kernel printed; behind them one skippable frame (RFC 8878, 3.1.2) for each file that was read beside the dump. All
// numbers are little endian. resources/doc/bundle.md says the same for people who write their own reader.
//
//   0x184D2A57          the magic of a skippable frame
//   u32                 bytes that follow
//   "ptsb"              tells ours from those of others
//   u8  version         1
//   u8  kind            'F' a file, 'E' the end: its length is the number of files
//   u8  encoding        0 plain, 1 one zstd frame
//   u8  0
//   u64 digest          XXH3 (64 bits) of all that follows in this frame, the four bytes before it as seed
//   u64 length          bytes of the content as it was read
//   u16 length of name, name     letters, digits, '.', '_' and '-', at most 64 bytes, '.' not first
//   content             to the end of the frame
namespace ptscope {

/// One file of a bundle. Its content stays compressed until it is asked for, and a large one stays in its file: kallsyms is a
/// hundred times a small dump.
struct BundlePart {
    enum class Encoding : std::uint8_t { Plain = 0, Zstd = 1 };

    std::string name;
    Encoding encoding = Encoding::Plain;
    std::uint64_t length = 0; ///< bytes of content()
    std::string stored;                 ///< empty while it stays in its file
    std::optional<FileSlice> elsewhere; ///< the whole frame; its digest is looked at by content()

    /// Fails with CompressedDamaged, ReadFailed or OutOfMemory.
    Result<std::string> content() const;
};

struct Bundle {
    std::vector<BundlePart> parts;
    /// What is missing or damaged behind the text, a sentence each; the text itself is whole.
    std::vector<std::string> problems;
    bool begun = false; ///< a frame of ours was there, whole or not

    const BundlePart *find(std::string_view name) const;
};

/// How much a bundle may hold; more is left out and told.
struct BundleLimits {
    static constexpr std::size_t parts = 256;
    static constexpr std::uint64_t storedBytes = std::uint64_t{512} << 20; ///< of all parts together, compressed
    static constexpr std::uint64_t partBytes = std::uint64_t{512} << 20;   ///< of one, decompressed
};

bool isBundlePartName(std::string_view name);

/// Takes the skippable frames behind a text, one after the other.
class BundleReader
{
public:
    /// The content of one whole frame; one that is not ours is passed over.
    void takeFrame(std::string_view content);
    /// The same for a large frame that stays where it is; `begin` holds at least its head and its name.
    void passFrame(std::string_view begin, const FileSlice &frame);
    /// The file ended within a frame, or what follows is no frame: `what` is the sentence.
    void takeDamage(std::string what);
    /// Holds the parts against the last frame.
    void finish();

    bool hasRoomFor(std::uint64_t bytes) const { return m_storedBytes + bytes <= BundleLimits::storedBytes; }
    std::shared_ptr<const Bundle> bundle() const { return m_bundle; }

private:
    void takeFile(std::string_view frame, std::uint64_t frameBytes, const FileSlice *elsewhere);

    std::shared_ptr<Bundle> m_bundle = std::make_shared<Bundle>();
    std::uint64_t m_storedBytes = 0;
    std::uint64_t m_announced = 0;
    std::size_t m_files = 0; ///< frames that were files, kept or not
    bool m_ended = false;
};

/// What stands behind the text of a file; nothing where it is no bundle or cannot be read to its end.
std::shared_ptr<const Bundle> readBundle(const std::string &path);

/// Takes the next bytes of the file; false when they cannot be written.
using BundleSink = std::function<bool(std::string_view bytes)>;

struct BundleFile {
    std::string name;
    std::string_view content;
};

/// Writes the whole bundle. Fails with BadArgument for a name that no part can have or that comes twice, TooLarge beyond
/// BundleLimits, WriteFailed when `sink` does.
Result<void> writeBundle(std::string_view text, const std::vector<BundleFile> &files, const BundleSink &sink);

} // namespace ptscope
