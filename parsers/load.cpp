// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/load.h"

#include <algorithm>
#include <new>
#include <xxhash.h>

#include "core/base/plain_text.h"
#include "core/snapshot/row_text.h"
#include "core/snapshot/simulated_mark.h"
#include "parsers/bundle/bundle.h"
#include "parsers/bundle/capture_notes.h"
#include "parsers/companions/beside.h"
#include "parsers/io/byte_source.h"
#include "parsers/io/dump_name.h"
#include "parsers/io/read_ahead.h"
#include "parsers/ptdump/reader.h"

namespace ptscope {

namespace {

/// Of a smaller file the first block is most of it.
constexpr std::uint64_t worthAThread = std::uint64_t{1} << 20;
constexpr std::string_view bundleSuffix = ".ptdump.zst";

class Digest
{
public:
    explicit Digest(bool wanted) : m_state(wanted ? XXH3_createState() : nullptr)
    {
        if (m_state != nullptr) {
            XXH3_64bits_reset(m_state);
        }
    }
    Digest(const Digest &) = delete;
    Digest &operator=(const Digest &) = delete;
    ~Digest() { XXH3_freeState(m_state); }

    void add(std::string_view bytes)
    {
        if (m_state != nullptr) {
            XXH3_64bits_update(m_state, bytes.data(), bytes.size());
        }
    }
    std::string text() const
    {
        return m_state == nullptr ? std::string() : "xxh3:" + addressText(XXH3_64bits_digest(m_state)).substr(2);
    }

private:
    XXH3_state_t *m_state;
};

Error about(Error error, const std::string &label)
{
    if (error.subject.empty()) {
        error.subject = label;
    }
    return error;
}

using NamedFiles = std::vector<std::pair<std::string, std::string>>;

/// The files of a bundle, by the names they have in /proc. Others are looked at too: a damaged name is damage.
void addBundle(const Bundle &bundle, CompanionCollector &collector)
{
    for (const BundlePart &part : bundle.parts) {
        const bool known = CompanionCollector::knows(part.name);
        if (known ? !collector.isWanted(part.name) : !part.elsewhere) {
            continue;
        }
        const auto content = part.content();
        if (!content) {
            collector.addError(part.name, part.name, content.error());
        } else if (known) {
            collector.addText(part.name, *content, part.name);
        }
    }
}

struct Beside {
    NamedFiles files;
    std::shared_ptr<const Bundle> bundle; ///< null where there is none, or its files are not wanted
    CaptureTimes times;
    bool symbols = true;
};

CompanionsPtr gather(const Beside &beside)
{
    CompanionCollector collector(beside.symbols);
    collector.addTimes(beside.times);
    for (const auto &[name, file] : beside.files) {
        collector.addFile(name, file);
    }
    if (beside.bundle != nullptr) {
        addBundle(*beside.bundle, collector);
    }
    return collector.take();
}

CaptureTimes timesOf(const Bundle *bundle)
{
    const CaptureNotes notes = bundle == nullptr ? CaptureNotes() : captureNotesOf(*bundle);
    return {notes.captured, notes.ended, notes.readMilliseconds};
}

/// Which files there are is known at once; they are read when somebody asks for them.
void takeCompanions(SourceFacts &facts, std::shared_ptr<const Bundle> bundle, const LoadOptions &options)
{
    if (options.companions != nullptr) {
        facts.companions = options.companions;
        facts.kernelRelease = facts.kernelRelease.empty() ? options.companions->kernelRelease : facts.kernelRelease;
        return;
    }
    Beside beside{options.companionFiles, nullptr, timesOf(bundle.get()), options.symbols};
    if (options.companionsBeside && bundle == nullptr) {
        const NamedFiles files = companionsBeside(facts.path);
        facts.kernelRelease = facts.kernelRelease.empty() ? releaseIn(files) : facts.kernelRelease;
        beside.files.insert(beside.files.end(), files.begin(), files.end());
    }
    const bool hasBundle = bundle != nullptr && !bundle->parts.empty();
    beside.bundle = options.companionsBeside ? std::move(bundle) : nullptr;
    if (hasBundle || !beside.files.empty()) {
        facts.companions = LateCompanions::readBy([beside = std::move(beside)] { return gather(beside); });
    }
}

/// What stood behind the text: its facts, and its problems told with the text. Null when nothing stood there.
std::shared_ptr<const Bundle> takeBundle(std::shared_ptr<const Bundle> behind, SourceFacts &facts, DumpReader &reader)
{
    if (behind == nullptr) {
        return nullptr;
    }
    const Bundle &bundle = *behind;
    for (const std::string &problem : bundle.problems) {
        reader.noteBehind(DiagnosticCode::BundleDamaged, problem);
    }
    if (!bundle.begun && bundle.problems.empty() && facts.label.ends_with(bundleSuffix)) {
        reader.noteBehind(DiagnosticCode::NoCompanions, {});
    }
    const CaptureNotes notes = captureNotesOf(bundle);
    facts.kernelRelease = facts.kernelRelease.empty() ? notes.kernelRelease : facts.kernelRelease;
    facts.captured = facts.captured.empty() ? notes.captured : facts.captured;
    for (const std::string &note : notes.notes) {
        reader.noteBehind(DiagnosticCode::CaptureNote, note);
    }
    return bundle.begun ? behind : nullptr;
}

/// Holds the text back until it is clear whether it begins with the line that says that it was simulated.
class Beginning
{
public:
    /// What can be read of the text so far. The mark goes into `facts`; its line stays, empty, so that lines keep their numbers.
    std::string_view take(std::string_view block, SourceFacts &facts)
    {
        if (m_known) {
            return block;
        }
        m_held += block;
        if (mayBeSimulatedMark(m_held)) {
            return {};
        }
        m_known = true;
        std::string_view text = m_held;
        if (const auto mark = simulatedMarkIn(text)) {
            facts.simulation = mark->simulation;
            facts.label += " › " + mark->simulation;
            text.remove_prefix(mark->length);
        }
        return text;
    }
    /// Where the text ended before that.
    std::string_view rest() const { return m_known ? std::string_view() : std::string_view(m_held); }

private:
    std::string m_held;
    bool m_known = false;
};

Result<LoadedText> load(std::unique_ptr<ByteSource> source, const std::string &path, const std::string &label,
                        const LoadOptions &options, Progress *progress)
{
    SourceFacts facts;
    facts.path = path;
    facts.label = label;
    facts.compression = source->compression();
    facts.kernelRelease = options.kernelRelease;
    facts.captured = options.captured;
    if (progress != nullptr) {
        progress->total = source->inputSize();
    }
    DumpReader reader(options.geometry);
    Beginning beginning;
    if (facts.compression.empty()) {
        reader.expectText(source->inputSize());
    }
    Digest digest(options.digest);
    std::uint64_t bytes = 0;
    const bool readAhead = !facts.compression.empty() || source->inputSize() >= worthAThread;
    const auto consumed = readBlocks(*source, readAhead, [&](std::string_view block, std::uint64_t inputDone) -> Result<bool> {
        bytes += block.size();
        if (bytes > options.maxTextBytes) {
            return fail(ErrorCode::TooLarge, label, std::to_string(options.maxTextBytes));
        }
        digest.add(block);
        reader.feed(beginning.take(block, facts));
        if (progress != nullptr) {
            progress->done = inputDone;
            if (progress->shouldStop()) {
                return fail(ErrorCode::Cancelled, label);
            }
        }
        return !reader.isHopeless();
    });
    if (!consumed) {
        return tl::make_unexpected(about(consumed.error(), label));
    }
    if (progress != nullptr) {
        // What stands behind a compressed stream's last block is never asked for: the end is reached all the same.
        progress->done = std::max(source->inputSize(), source->consumed());
    }
    reader.feed(beginning.rest());
    facts.digest = digest.text();
    const auto bundle = takeBundle(source->bundle(), facts, reader);
    takeCompanions(facts, bundle, options);
    auto snapshots = reader.finish(facts);
    if (!snapshots) {
        return tl::make_unexpected(about(snapshots.error(), label));
    }
    return LoadedText{std::move(*snapshots), bundle};
}

/// Rows cost memory that a hostile text can ask for without end; running out is an answer, not a crash.
Result<LoadedText> loadWithinMemory(std::unique_ptr<ByteSource> source, const std::string &path, const std::string &label,
                                    const LoadOptions &options, Progress *progress)
try {
    return load(std::move(source), path, label, options, progress);
} catch (const std::bad_alloc &) {
    return fail(ErrorCode::OutOfMemory, label);
}

} // namespace

Result<LoadedText> loadFile(const std::string &path, const LoadOptions &options, Progress *progress)
{
    auto source = openSource(path, progress);
    const std::string label = path == "-" ? "standard input" : plainName(dumpName(path));
    if (!source) {
        return tl::make_unexpected(about(source.error(), label));
    }
    return loadWithinMemory(std::move(*source), path, label, options, progress);
}

Result<LoadedText> loadBytes(std::string_view bytes, const std::string &label, const LoadOptions &options, Progress *progress)
{
    auto source = memorySource(bytes);
    if (!source) {
        return tl::make_unexpected(about(source.error(), label));
    }
    return loadWithinMemory(std::move(*source), {}, label, options, progress);
}

} // namespace ptscope
