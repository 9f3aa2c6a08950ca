// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace ptscope {

/// How far a long work has come, and whether it should stop. Shared between the worker, which writes `done` and reads
/// `stopRequested`, and whoever shows it.
struct Progress {
    std::atomic<std::uint64_t> done{0};  ///< bytes of input consumed, compressed bytes for compressed input
    std::atomic<std::uint64_t> total{0}; ///< 0 when not known (a pipe)
    std::atomic<bool> stopRequested{false};

    void requestStop() { stopRequested.store(true, std::memory_order_relaxed); }
    bool shouldStop() const { return stopRequested.load(std::memory_order_relaxed); }
};

} // namespace ptscope
