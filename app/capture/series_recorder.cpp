// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/series_recorder.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <thread>

#include "app/capture/clock_text.h"
#include "parsers/bundle/bundle.h"
#include "parsers/load.h"

namespace ptscope {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::string_view suffix = ".ptdump.zst";
constexpr std::size_t digits = 4;
constexpr std::chrono::milliseconds shortest{100};
constexpr std::chrono::milliseconds longest{std::chrono::hours(24)};
constexpr std::chrono::milliseconds stopLook{20};

/// 0 for a name that recordSeries does not give.
unsigned numberIn(const std::string &name)
{
    unsigned number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool ours = error == std::errc{} && end - name.data() >= static_cast<std::ptrdiff_t>(digits) && *end == '-' && name.ends_with(suffix);
    return ours ? number : 0;
}

struct Found {
    unsigned last = 0;
    unsigned count = 0;
    std::string newest;
};

Found findIn(const std::string &folder)
{
    Found found;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const unsigned number = numberIn(it->path().filename().string());
        found.count += number != 0 ? 1 : 0;
        if (number > found.last) {
            found.last = number;
            found.newest = it->path().string();
        }
    }
    return found;
}

/// False when a stop was requested before the time came.
bool sleepUntil(Clock::time_point when, const Progress &progress)
{
    while (Clock::now() < when && !progress.shouldStop()) {
        std::this_thread::sleep_for(std::min<Clock::duration>(stopLook, when - Clock::now()));
    }
    return !progress.shouldStop();
}

std::string pathOf(const SeriesPlan &plan, unsigned number)
{
    return (fs::path(plan.folder) / fmt::format("{:04}-{}{}", number, utcNowForFile(), suffix)).string();
}

} // namespace

Result<std::chrono::milliseconds> parseInterval(const std::string &text)
{
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const std::uint64_t scale = unit == "ms" ? 1 : unit == "s" || unit.empty() ? 1000 : unit == "m" ? 60000 : 0;
    if (error != std::errc{} || scale == 0) {
        return fail(ErrorCode::BadArgument, text, "an interval like 5s, 500ms or 2m is needed");
    }
    const std::chrono::milliseconds interval(number * scale);
    if (interval < shortest || interval > longest) {
        return fail(ErrorCode::BadArgument, text, "an interval lies between 100ms and 24 hours");
    }
    return interval;
}

Result<unsigned> prepareSeries(const SeriesPlan &plan, const CaptureSource &source)
{
    std::error_code error;
    fs::create_directories(plan.folder, error);
    if (error || !fs::is_directory(plan.folder, error)) {
        return fail(ErrorCode::WriteFailed, plan.folder, error ? error.message() : "is no folder");
    }
    const Found found = findIn(plan.folder);
    if (found.count == 0) {
        return 0U;
    }
    const auto newest = loadFile(found.newest);
    const std::string before = newest && newest->bundle ? captureNotesOf(*newest->bundle).source : std::string();
    if (!before.empty() && before != source.asGiven) {
        return fail(ErrorCode::BadArgument, plan.folder, fmt::format("holds a series of {}; give another folder", before));
    }
    return found.count;
}

Result<unsigned> recordSeries(const SeriesPlan &plan, const CaptureRequest &request, Progress &progress,
                              const std::function<bool(const SeriesStep &)> &told)
{
    const auto there = prepareSeries(plan, request.source);
    if (!there) {
        return there;
    }
    unsigned have = *there;
    unsigned number = findIn(plan.folder).last;
    CaptureRequest each = request;
    auto turn = Clock::now();
    for (unsigned tries = have; tries < plan.count; ++tries, turn += plan.interval) {
        turn = std::max(turn, Clock::now() - plan.interval); // a read longer than the interval delays, it does not pile up
        if (!sleepUntil(turn, progress)) {
            return fail(ErrorCode::Cancelled, plan.folder);
        }
        each.wish.symbols = request.wish.symbols && have == 0;
        SeriesStep step{number + 1, pathOf(plan, number + 1), capture(each, &progress)};
        if (step.dump) {
            if (const auto saved = saveCapture(*step.dump, step.path); !saved) {
                return tl::make_unexpected(saved.error());
            }
            ++number;
            ++have;
        }
        if (!told(step) || progress.shouldStop()) {
            return fail(ErrorCode::Cancelled, plan.folder);
        }
    }
    return have;
}

} // namespace ptscope
