// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/diff/change.h"
#include "core/snapshot/snapshot.h"

namespace ptscope {

/// Makes the attributes of two snapshots comparable by number. Facts that one of the two dialects does not print are no
/// difference: only what both could say is compared.
class AttributeMatch
{
public:
    AttributeMatch(const Snapshot &before, const Snapshot &after);

    /// Equal for equal attributes of either side; 0 is the hole.
    std::uint32_t ofBefore(AttributeId id) const { return m_before[id.value]; }
    std::uint32_t ofAfter(AttributeId id) const { return m_after[id.value]; }
    bool equal(Mapping before, Mapping after) const
    {
        return before.level == after.level && ofBefore(before.attributes) == ofAfter(after.attributes);
    }
    /// What happened between the two; empty when they are alike.
    ChangeKinds kinds(Mapping before, Mapping after);

private:
    struct Known {
        Mapping before;
        Mapping after;
        ChangeKinds kinds;
        bool set = false;
    };
    static constexpr std::size_t knownSlots = 64;

    ChangeKinds compare(Mapping before, Mapping after) const;
    Attributes comparable(const Attributes &attributes) const;

    const Snapshot &m_beforeSnapshot;
    const Snapshot &m_afterSnapshot;
    std::uint16_t m_commonBits = 0;
    bool m_memoryTypesPrinted = true;
    std::vector<std::uint32_t> m_before;
    std::vector<std::uint32_t> m_after;
    std::array<Known, knownSlots> m_known{}; ///< a dump has few pairs and they alternate
};

} // namespace ptscope
