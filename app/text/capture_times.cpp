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
    if (times.readMilliseconds) {
        out += fmt::format("{}read in {} ms", out.empty() ? "" : ", ", *times.readMilliseconds);
    }
    return out;
}

} // namespace ptscope
