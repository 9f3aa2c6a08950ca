// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

namespace ptscope {

struct Companions;
using CompanionsPtr = std::shared_ptr<const Companions>;

/// Companions that are read when somebody asks for them, once for all snapshots of one text: kallsyms is a hundred times a
/// small dump, and most figures need none of it. Copies share what was read.
class LateCompanions
{
public:
    LateCompanions(std::nullptr_t = nullptr) { }
    LateCompanions(CompanionsPtr known);
    template<class T>
    LateCompanions(std::shared_ptr<T> known) : LateCompanions(CompanionsPtr(std::move(known)))
    {
    }
    static LateCompanions readBy(std::function<CompanionsPtr()> read);

    /// Something was there to be read; whether it could be used is known only afterwards.
    explicit operator bool() const { return m_state != nullptr; }
    /// Reads them where that was not done yet; another thread that asks meanwhile waits. Null when there are none.
    const Companions *get() const;
    /// True when get() costs nothing.
    bool isRead() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace ptscope
