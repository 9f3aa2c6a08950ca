// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/grown_areas.h"

#include <utility>
#include <vector>

namespace ptscope {

namespace {

class Uniter
{
public:
    explicit Uniter(const NamedAreas &after) : m_after(after) { }

    /// In order of address; what the earlier snapshot alone has may stand between two pieces.
    void add(const Change &change)
    {
        const bool isGain = change.kinds.is(ChangeKind::Mapped) && change.shift == 0;
        if (isGain && m_lastGain < m_changes.size() && goesOn(m_changes[m_lastGain], change)) {
            Change &whole = m_changes[m_lastGain];
            whole.range.last = change.range.last;
            whole.before = whole.before == change.before ? whole.before : Mapping{};
            return;
        }
        m_lastGain = isGain ? m_changes.size() : m_lastGain;
        m_changes.push_back(change);
    }

    const std::vector<Change> &changes() const { return m_changes; }

private:
    bool goesOn(const Change &whole, const Change &change) const
    {
        if (whole.range.last.value + 1 != change.range.first.value || whole.after != change.after) {
            return false;
        }
        const auto area = m_after.at(whole.range.first);
        return area && area->range.contains(change.range.first);
    }

    const NamedAreas &m_after;
    std::vector<Change> m_changes;
    std::size_t m_lastGain = ~std::size_t{0};
};

} // namespace

void uniteWithinAreas(const NamedAreas &after, ChangeTable &changes)
{
    if (after.empty()) {
        return;
    }
    Uniter uniter(after);
    for (ChangeIndex i = 0; i < changes.size(); ++i) {
        uniter.add(changes.at(i));
    }
    ChangeTable united;
    united.reserve(uniter.changes().size());
    for (const Change &change : uniter.changes()) {
        united.append(change);
    }
    changes = std::move(united);
}

} // namespace ptscope
