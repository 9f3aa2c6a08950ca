// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/capture/clock_text.h"

#include <chrono>
#include <ctime>
#include <fmt/chrono.h>

namespace ptscope {

namespace {

std::tm now()
{
    return fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()));
}

} // namespace

std::string utcNow()
{
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now());
}

std::string utcNowForFile()
{
    return fmt::format("{:%Y%m%d-%H%M%S}", now());
}

} // namespace ptscope
