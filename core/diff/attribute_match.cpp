// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diff/attribute_match.h"

#include <map>
#include <tuple>

#include "core/paging/classify.h"
#include "core/paging/dialect.h"

namespace ptscope {

namespace {

constexpr std::uint16_t bitOf(Attr attr)
{
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(attr));
}

std::uint16_t printedBits(const Dialect &dialect)
{
    std::uint16_t bits = 0;
    for (const AttributeField &field : dialect.fields) {
        bits = static_cast<std::uint16_t>(bits | bitOf(field.attr));
    }
    return bits;
}

constexpr auto permissionBits = static_cast<std::uint16_t>(
    bitOf(Attr::ReadOnly) | bitOf(Attr::PrivilegedNx) | bitOf(Attr::User) | bitOf(Attr::UserNx) | bitOf(Attr::Guarded));
constexpr auto typeBits =
    static_cast<std::uint16_t>(bitOf(Attr::Shareable) | bitOf(Attr::Accessed) | bitOf(Attr::NotGlobal));

} // namespace

AttributeMatch::AttributeMatch(const Snapshot &before, const Snapshot &after)
    : m_beforeSnapshot(before), m_afterSnapshot(after),
      m_commonBits(static_cast<std::uint16_t>(printedBits(before.dialect()) & printedBits(after.dialect()))),
      m_memoryTypesPrinted(!before.dialect().memoryTypes.empty() && !after.dialect().memoryTypes.empty())
{
    // A damaged text can hold 65,535 sets; searching them one by one took seconds, and two such texts pass 16 bits.
    std::map<std::tuple<std::uint16_t, MemoryType, std::string>, std::uint32_t> known;
    const auto numbersOf = [&](const AttributePool &pool) {
        std::vector<std::uint32_t> numbers{0};
        for (std::size_t id = 1; id < pool.size(); ++id) {
            const Attributes wanted = comparable(pool.at({static_cast<std::uint16_t>(id)}));
            const auto next = static_cast<std::uint32_t>(known.size() + 1);
            numbers.push_back(
                known.try_emplace({wanted.bits, wanted.memoryType, wanted.extraWords}, next).first->second);
        }
        return numbers;
    };
    m_before = numbersOf(before.attributes());
    m_after = numbersOf(after.attributes());
}

Attributes AttributeMatch::comparable(const Attributes &attributes) const
{
    Attributes out = attributes;
    out.bits = static_cast<std::uint16_t>(out.bits & m_commonBits);
    if (!m_memoryTypesPrinted) {
        out.memoryType = MemoryType::None;
    }
    return out;
}

ChangeKinds AttributeMatch::kinds(Mapping before, Mapping after)
{
    const auto mixed =
        before.attributes.value * 31U + after.attributes.value * 7U + number(before.level) * 3U + number(after.level);
    Known &known = m_known[mixed % knownSlots];
    if (!known.set || known.before != before || known.after != after) {
        known = {before, after, compare(before, after), true};
    }
    return known.kinds;
}

ChangeKinds AttributeMatch::compare(Mapping before, Mapping after) const
{
    ChangeKinds out;
    if (before.isHole() || after.isHole()) {
        if (before.isHole() != after.isHole()) {
            out.add(before.isHole() ? ChangeKind::Mapped : ChangeKind::Unmapped);
        } else if (before.level != after.level && before.level != Level::Unknown && after.level != Level::Unknown) {
            out.add(ChangeKind::Table);
        }
        return out;
    }
    const Attributes &a = m_beforeSnapshot.attributes().at(before.attributes);
    const Attributes &b = m_afterSnapshot.attributes().at(after.attributes);
    const auto differing = static_cast<std::uint16_t>((a.bits ^ b.bits) & m_commonBits);
    if ((differing & permissionBits) != 0) {
        out.add(ChangeKind::Permission);
    }
    const bool otherType = m_memoryTypesPrinted && a.memoryType != b.memoryType;
    if ((differing & typeBits) != 0 || otherType || a.extraWords != b.extraWords) {
        out.add(ChangeKind::Type);
    }
    if ((differing & bitOf(Attr::Invalid)) != 0) {
        out.add(ChangeKind::Valid);
    }
    const PagingGeometry &geometry = m_afterSnapshot.geometry();
    const Level levelBefore = entryLevel(m_beforeSnapshot.geometry(), before.level, a);
    const Level levelAfter = entryLevel(geometry, after.level, b);
    if (levelBefore != levelAfter) {
        out.add(number(levelAfter) > number(levelBefore) ? ChangeKind::Split : ChangeKind::Merge);
    } else if ((differing & bitOf(Attr::Contiguous)) != 0) {
        out.add(ChangeKind::Contiguous);
    }
    if (out.empty() && differing != 0) {
        out.add(ChangeKind::Type); // BLK alone: no kernel prints it, a damaged text may
    }
    return out;
}

} // namespace ptscope
