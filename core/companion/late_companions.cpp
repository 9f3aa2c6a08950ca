// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/companion/late_companions.h"

#include <atomic>
#include <mutex>

#include "core/companion/companions.h"

namespace ptscope {

struct LateCompanions::State {
    std::once_flag once;
    std::atomic<bool> isRead = false;
    std::function<CompanionsPtr()> read; ///< forgotten afterwards: it may hold a whole bundle
    CompanionsPtr companions;
};

LateCompanions::LateCompanions(CompanionsPtr known)
{
    if (known != nullptr) {
        m_state = std::make_shared<State>();
        m_state->companions = std::move(known);
        m_state->isRead = true;
    }
}

LateCompanions LateCompanions::readBy(std::function<CompanionsPtr()> read)
{
    LateCompanions out;
    out.m_state = std::make_shared<State>();
    out.m_state->read = std::move(read);
    return out;
}

const Companions *LateCompanions::get() const
{
    if (m_state == nullptr) {
        return nullptr;
    }
    if (!m_state->isRead.load(std::memory_order_acquire)) {
        std::call_once(m_state->once, [this] {
            m_state->companions = std::exchange(m_state->read, nullptr)();
            m_state->isRead.store(true, std::memory_order_release);
        });
    }
    return m_state->companions.get();
}

bool LateCompanions::isRead() const
{
    return m_state == nullptr || m_state->isRead.load(std::memory_order_acquire);
}

} // namespace ptscope
