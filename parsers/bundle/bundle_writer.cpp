// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>
#include <memory>
#include <set>
#include <xxhash.h>
#include <zstd.h>

#include "parsers/bundle/bundle.h"
#include "parsers/bundle/bundle_frame.h"

namespace ptscope {

namespace {

constexpr int compressionLevel = 3;

using Compressor = std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)>;

/// One frame with its size in front and a checksum behind, piece by piece into `sink`.
Result<void> compressInto(ZSTD_CCtx *context, std::string_view bytes, const BundleSink &sink)
{
    ZSTD_CCtx_reset(context, ZSTD_reset_session_only);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, compressionLevel);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setPledgedSrcSize(context, bytes.size());
    std::string block(ZSTD_CStreamOutSize(), '\0');
    ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
    for (std::size_t left = 1; left != 0;) {
        ZSTD_outBuffer output{block.data(), block.size(), 0};
        left = ZSTD_compressStream2(context, &output, &input, ZSTD_e_end);
        if (ZSTD_isError(left) != 0) {
            return fail(ErrorCode::OutOfMemory, {}, ZSTD_getErrorName(left));
        }
        if (output.pos != 0 && !sink({block.data(), output.pos})) {
            return fail(ErrorCode::WriteFailed);
        }
    }
    return {};
}

/// `stored` stands behind the name; what it was before is `length` bytes.
Result<void> writeFrame(char kind, BundlePart::Encoding encoding, std::uint64_t length, const std::string &name,
                        std::string_view stored, const BundleSink &sink)
{
    std::string digested;
    bundle::appendNumber<8>(digested, length);
    bundle::appendNumber<2>(digested, name.size());
    digested.append(name).append(stored);
    const std::uint64_t size = bundle::digestedFrom + digested.size();
    if (size > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::TooLarge, name, std::to_string(BundleLimits::storedBytes));
    }
    std::string head;
    bundle::appendNumber<4>(head, bundle::skippableMagic);
    bundle::appendNumber<4>(head, size);
    head.append(bundle::ours).push_back(static_cast<char>(bundle::version));
    head.push_back(kind);
    head.push_back(static_cast<char>(encoding));
    head.push_back('\0');
    const std::uint64_t seed = bundle::numberAt<4>(head, head.size() - 4);
    bundle::appendNumber<8>(head, XXH3_64bits_withSeed(digested.data(), digested.size(), seed));
    return sink(head) && sink(digested) ? Result<void>{} : fail(ErrorCode::WriteFailed);
}

Result<void> checkFiles(const std::vector<BundleFile> &files)
{
    std::set<std::string_view> names;
    for (const BundleFile &file : files) {
        if (!isBundlePartName(file.name) || !names.insert(file.name).second) {
            return fail(ErrorCode::BadArgument, file.name, "no name for a file of a bundle, or there twice");
        }
        if (file.content.size() > BundleLimits::partBytes || names.size() > BundleLimits::parts) {
            return fail(ErrorCode::TooLarge, file.name, std::to_string(BundleLimits::partBytes));
        }
    }
    return {};
}

Result<void> writeFile(ZSTD_CCtx *context, const BundleFile &file, const BundleSink &sink)
{
    std::string stored;
    const auto compressed = compressInto(context, file.content, [&stored](std::string_view piece) {
        stored.append(piece);
        return true;
    });
    if (!compressed) {
        return compressed;
    }
    const bool smaller = stored.size() < file.content.size();
    return writeFrame(bundle::fileKind, smaller ? BundlePart::Encoding::Zstd : BundlePart::Encoding::Plain,
                      file.content.size(), file.name, smaller ? std::string_view(stored) : file.content, sink);
}

} // namespace

Result<void> writeBundle(std::string_view text, const std::vector<BundleFile> &files, const BundleSink &sink)
{
    if (const auto sound = checkFiles(files); !sound) {
        return sound;
    }
    const Compressor context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    if (context == nullptr) {
        return fail(ErrorCode::OutOfMemory);
    }
    if (const auto written = compressInto(context.get(), text, sink); !written) {
        return written;
    }
    for (const BundleFile &file : files) {
        if (const auto written = writeFile(context.get(), file, sink); !written) {
            return written;
        }
    }
    return writeFrame(bundle::endKind, BundlePart::Encoding::Plain, files.size(), {}, {}, sink);
}

} // namespace ptscope
