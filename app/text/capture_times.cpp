// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/capture_times.h"

#include <algorithm>
#include <fmt/format.h>

#include "core/companion/companions.h"

namespace ptscope {

namespace {

constexpr std::size_t dayLength = sizeof("2026-11-21T") - 1;

std::string forPeople(std::string time)
{
    std::replace(time.begin(), time.end(), 'T', ' ');
    return time;
}

} // namespace

std::string captureTimesText(const Snapshot &snapshot)
{
    const Companions *companions = snapshot.companions();
    const CaptureTimes times = companions == nullptr ? CaptureTimes() : companions->capture;
    const std::string &began = times.began.empty() ? snapshot.source().captured : times.began;
    std::string out = forPeople(began);
    if (!times.ended.empty() && times.ended != began) {
        const bool sameDay = times.ended.size() > dayLength && times.ended.compare(0, dayLength, began, 0, dayLength) == 0;
        out += " to " + (sameDay ? times.ended.substr(dayLength) : forPeople(times.ended));
    }
    const std::string read = readTimeText(snapshot);
    return out + (out.empty() || read.empty() ? "" : ", ") + read;
}

std::string readDurationText(std::uint64_t milliseconds)
{
    return milliseconds == 0 ? "less than 10 ms" : fmt::format("{} ms", milliseconds);
}

std::string readTimeText(const Snapshot &snapshot)
{
    const Companions *companions = snapshot.companions();
    const auto read = companions == nullptr ? std::nullopt : companions->capture.readMilliseconds;
    return read ? "read in " + readDurationText(*read) : std::string();
}

} // namespace ptscope
