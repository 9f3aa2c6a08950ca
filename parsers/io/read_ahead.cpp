// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/read_ahead.h"

#include <array>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace ptscope {

namespace {

/// Small enough to stay in the second-level cache between filling and parsing.
constexpr std::size_t blockBytes = std::size_t{256} << 10;

Result<std::size_t> fill(ByteSource &source, std::span<char> buffer)
{
    std::size_t filled = 0;
    while (filled < buffer.size()) {
        const auto got = source.read(buffer.subspan(filled));
        if (!got) {
            return got;
        }
        if (*got == 0) {
            break;
        }
        filled += *got;
    }
    return filled;
}

Result<void> readAlone(ByteSource &source, const BlockConsumer &consume)
{
    std::vector<char> buffer(blockBytes);
    for (;;) {
        const auto got = source.read(buffer);
        if (!got) {
            return tl::make_unexpected(got.error());
        }
        if (*got == 0) {
            return {};
        }
        const auto goOn = consume({buffer.data(), *got}, source.consumed());
        if (!goOn) {
            return tl::make_unexpected(goOn.error());
        }
        if (!*goOn) {
            return {};
        }
    }
}

/// Blocks handed from the filling thread to the consuming one, and back when they are empty.
class Exchange
{
public:
    struct Block {
        std::vector<char> bytes = std::vector<char>(blockBytes);
        Result<std::size_t> filled = std::size_t{0};
        std::uint64_t inputDone = 0;
        bool full = false;
    };

    Block *waitFor(std::size_t turn, bool full)
    {
        Block &block = m_blocks[turn % m_blocks.size()];
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_stopped || block.full == full; });
        return m_stopped ? nullptr : &block;
    }
    void set(Block &block, bool full)
    {
        const std::lock_guard lock(m_mutex);
        block.full = full;
        m_changed.notify_all();
    }
    void stop()
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        m_changed.notify_all();
    }

private:
    std::array<Block, 4> m_blocks;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopped = false;
};

void fillBlocks(ByteSource &source, Exchange &exchange)
{
    for (std::size_t turn = 0;; ++turn) {
        Exchange::Block *block = exchange.waitFor(turn, false);
        if (block == nullptr) {
            return;
        }
        block->filled = fill(source, block->bytes);
        block->inputDone = source.consumed();
        const bool last = !block->filled || *block->filled == 0;
        exchange.set(*block, true);
        if (last) {
            return;
        }
    }
}

Result<void> consumeBlocks(Exchange &exchange, const BlockConsumer &consume)
{
    for (std::size_t turn = 0;; ++turn) {
        Exchange::Block *block = exchange.waitFor(turn, true);
        if (!block->filled) {
            return tl::make_unexpected(block->filled.error());
        }
        if (*block->filled == 0) {
            return {};
        }
        const auto goOn = consume({block->bytes.data(), *block->filled}, block->inputDone);
        if (!goOn) {
            return tl::make_unexpected(goOn.error());
        }
        if (!*goOn) {
            return {};
        }
        exchange.set(*block, false);
    }
}

} // namespace

Result<void> readBlocks(ByteSource &source, bool ahead, const BlockConsumer &consume)
{
    if (!ahead) {
        return readAlone(source, consume);
    }
    Exchange exchange;
    std::jthread filler([&] { fillBlocks(source, exchange); });
    const Result<void> result = consumeBlocks(exchange, consume);
    exchange.stop();
    return result;
}

} // namespace ptscope
