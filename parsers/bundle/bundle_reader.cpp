// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <new>
#include <xxhash.h>
#include <zstd.h>

#include "parsers/bundle/bundle.h"
#include "parsers/bundle/bundle_frame.h"

namespace ptscope {

namespace {

constexpr std::uint64_t usualLength = std::uint64_t{32} << 20; ///< is asked for at once; more only as it comes

bool matchesDigest(std::string_view frame)
{
    const std::string_view digested = frame.substr(bundle::digestedFrom);
    const std::uint64_t seed = bundle::numberAt<4>(frame, bundle::seedAt);
    return XXH3_64bits_withSeed(digested.data(), digested.size(), seed) == bundle::numberAt<8>(frame, bundle::digestAt);
}

/// A content that claims to be large must come with the bytes for it: memory is taken as they come.
Result<std::string> decompressed(std::string_view stored, std::uint64_t length, const std::string &name)
{
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    if (context == nullptr) {
        return fail(ErrorCode::OutOfMemory, name);
    }
    std::string out;
    out.reserve(static_cast<std::size_t>(std::min(length, usualLength)));
    std::string block(ZSTD_DStreamOutSize(), '\0');
    ZSTD_inBuffer input{stored.data(), stored.size(), 0};
    for (std::size_t status = 1; status != 0;) {
        ZSTD_outBuffer output{block.data(), block.size(), 0};
        const std::size_t before = input.pos;
        status = ZSTD_decompressStream(context.get(), &output, &input);
        if (ZSTD_isError(status) != 0) {
            return fail(ErrorCode::CompressedDamaged, name, ZSTD_getErrorName(status));
        }
        if (output.pos == 0 && input.pos == before && status != 0) {
            return fail(ErrorCode::CompressedDamaged, name, "ends early");
        }
        if (out.size() + output.pos > length) {
            return fail(ErrorCode::CompressedDamaged, name, "is longer than its head says");
        }
        out.append(block, 0, output.pos);
    }
    if (out.size() != length || input.pos != input.size) {
        return fail(ErrorCode::CompressedDamaged, name, "is not as long as its head says");
    }
    return out;
}

} // namespace

Result<std::string> BundlePart::content() const
try {
    std::string frame;
    std::string_view bytes = stored;
    if (elsewhere) {
        auto read = elsewhere->read();
        if (!read) {
            return read;
        }
        frame = std::move(*read);
        if (!matchesDigest(frame)) {
            return fail(ErrorCode::CompressedDamaged, name, "does not match its digest");
        }
        bytes = std::string_view(frame).substr(bundle::headBytes + name.size());
    }
    return encoding == Encoding::Plain ? Result<std::string>(std::string(bytes)) : decompressed(bytes, length, name);
} catch (const std::bad_alloc &) {
    return fail(ErrorCode::OutOfMemory, name);
}

const BundlePart *Bundle::find(std::string_view name) const
{
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const BundlePart &p) { return p.name == name; });
    return found == parts.end() ? nullptr : &*found;
}

bool isBundlePartName(std::string_view name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= bundle::longestName && name.front() != '.'
        && std::all_of(name.begin(), name.end(), allowed);
}

void BundleReader::takeDamage(std::string what)
{
    // One sentence says it: what stands behind the first damage is not looked at.
    m_bundle->problems.push_back(std::move(what));
    m_ended = true;
}

void BundleReader::takeFrame(std::string_view content)
{
    if (m_ended || !content.starts_with(bundle::ours)) {
        return;
    }
    m_bundle->begun = true;
    const auto broken = [&](std::string_view what) {
        m_bundle->problems.push_back(fmt::format("companion {} {}", ++m_files, what));
    };
    if (content.size() < bundle::headBytes) {
        return broken("is too short to be one");
    }
    if (static_cast<std::uint8_t>(content[4]) != bundle::version) {
        return broken("has a format that this program does not know");
    }
    if (!matchesDigest(content)) {
        return broken("does not match its digest");
    }
    if (content.size() - bundle::headBytes < bundle::numberAt<2>(content, bundle::nameLengthAt)) {
        return broken("ends within its name");
    }
    if (content[5] == bundle::endKind) {
        m_announced = bundle::numberAt<8>(content, bundle::digestedFrom);
        m_ended = true;
    } else if (content[5] == bundle::fileKind) {
        takeFile(content, content.size(), nullptr);
    } else {
        broken("is of a kind that this program does not know");
    }
}

void BundleReader::passFrame(std::string_view begin, const FileSlice &frame)
{
    const bool isFile = begin.starts_with(bundle::ours) && static_cast<std::uint8_t>(begin[4]) == bundle::version
        && begin[5] == bundle::fileKind && bundle::numberAt<2>(begin, bundle::nameLengthAt) <= bundle::longestName;
    if (m_ended || !isFile) {
        return takeFrame(begin); // which says what is wrong with it
    }
    m_bundle->begun = true;
    takeFile(begin, frame.length, &frame);
}

/// `frame` holds at least head and name of a frame of `frameBytes`.
void BundleReader::takeFile(std::string_view frame, std::uint64_t frameBytes, const FileSlice *elsewhere)
{
    ++m_files;
    const std::size_t nameLength = bundle::numberAt<2>(frame, bundle::nameLengthAt);
    BundlePart part;
    part.name = frame.substr(bundle::headBytes, nameLength);
    part.length = bundle::numberAt<8>(frame, bundle::digestedFrom);
    const std::uint64_t storedBytes = frameBytes - bundle::headBytes - nameLength;
    const auto encoding = static_cast<std::uint8_t>(frame[6]);
    const auto refuse = [&](std::string_view what) {
        m_bundle->problems.push_back(fmt::format("companion {} {}", m_files, what));
    };
    if (!isBundlePartName(part.name)) {
        return refuse("has a name that no file of a capture has");
    }
    if (m_bundle->find(part.name) != nullptr) {
        return refuse("has the name of an earlier one");
    }
    if (encoding > static_cast<std::uint8_t>(BundlePart::Encoding::Zstd)) {
        return refuse("is encoded in a way that this program does not know");
    }
    part.encoding = static_cast<BundlePart::Encoding>(encoding);
    const bool plain = part.encoding == BundlePart::Encoding::Plain;
    if (part.length > BundleLimits::partBytes || m_bundle->parts.size() == BundleLimits::parts || !hasRoomFor(storedBytes)) {
        return refuse("is more than a bundle may hold");
    }
    if (plain && storedBytes != part.length) {
        return refuse("is not as long as its head says");
    }
    if (elsewhere != nullptr) {
        part.elsewhere = *elsewhere;
    } else {
        part.stored = frame.substr(bundle::headBytes + nameLength);
    }
    m_storedBytes += storedBytes;
    m_bundle->parts.push_back(std::move(part));
}

void BundleReader::finish()
{
    if (!m_bundle->problems.empty()) {
        return;
    }
    if (m_bundle->begun && !m_ended) {
        m_bundle->problems.push_back("the file ends before its last companion");
    } else if (m_ended && m_announced != m_files) {
        m_bundle->problems.push_back(fmt::format("{} companions are here, {} were written", m_files, m_announced));
    }
}

} // namespace ptscope
