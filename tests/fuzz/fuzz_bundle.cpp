// SPDX-License-Identifier: GPL-3.0-or-later
// A file that claims to be a capture: the walk of its frames, each companion's content, the notes. The first byte of the input chooses
// what is attacked: a whole file, or the bytes behind a text that is sound. Promise: a text that was whole is shown as it was written,
// whatever stands behind it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "parsers/bundle/bundle.h"
#include "parsers/bundle/capture_notes.h"
#include "parsers/load.h"
#include "parsers/ptdump/writer.h"

namespace {

using namespace ptscope;

constexpr std::string_view text = "0xffff000000000000-0xffff000000200000           2M PMD       RW NX SHD AF        BLK UXN    MEM/NORMAL\n";
constexpr std::size_t endFrame = 34;

void require(bool promise)
{
    if (!promise) {
        std::abort();
    }
}

/// The text's frame, without the end.
std::string soundText()
{
    std::string out;
    const auto written = writeBundle(text, {}, [&out](std::string_view bytes) {
        out.append(bytes);
        return true;
    });
    require(written.has_value());
    out.resize(out.size() - endFrame);
    return out;
}

void readEverything(const Bundle &bundle)
{
    for (const BundlePart &part : bundle.parts) {
        require(isBundlePartName(part.name));
        const auto content = part.length > 1 << 20 ? Result<std::string>(fail(ErrorCode::TooLarge)) : part.content();
        require(!content || content->size() == part.length);
    }
    const CaptureNotes notes = captureNotesOf(bundle);
    require(parseCaptureNotes(notes.text()).text() == notes.text());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::string sound = soundText();
    if (size == 0) {
        return 0;
    }
    const std::string_view rest(reinterpret_cast<const char *>(data) + 1, size - 1);
    const bool behind = data[0] % 2 == 0;
    LoadOptions options;
    options.maxTextBytes = std::uint64_t{1} << 20;
    options.companionsBeside = true;
    const auto loaded = loadBytes(behind ? sound + std::string(rest) : std::string(rest), "fuzz.ptdump.zst", options);
    if (!loaded) {
        return 0;
    }
    if (loaded->bundle != nullptr) {
        readEverything(*loaded->bundle);
    }
    const Snapshot &first = *loaded->snapshots.front();
    require(!behind || first.source().textBytes != text.size() || printed(first) == text);
    return 0;
}
