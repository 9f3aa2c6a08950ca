// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/place_names.h"

#include <algorithm>
#include <set>

#include "core/companion/companions.h"
#include "core/owner/owner_map.h"
#include "core/query/place.h"

namespace ptscope {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

/// Many entries of one owner that make one thing.
bool isOneThing(OwnerKind kind)
{
    return kind == OwnerKind::Module || kind == OwnerKind::KernelImage;
}

bool isCalled(const Owner &owner, const std::string &name)
{
    return lowered(owner.name) == name || lowered(shortText(owner)) == name;
}

/// A region's name stands among the regions already, and nothing is mapped in what was freed.
bool isWorthNaming(const Owner &owner)
{
    return !owner.name.empty() && owner.kind != OwnerKind::Region && owner.kind != OwnerKind::Freed;
}

class NameList
{
public:
    explicit NameList(std::size_t most) : m_most(most) {}

    /// Short names first: what is typed is most of them.
    template<typename Names>
    void add(Names names)
    {
        std::sort(names.begin(), names.end(), [](const auto &a, const auto &b) {
            return a.size() != b.size() ? a.size() < b.size() : a < b;
        });
        for (const auto &name : names) {
            if (m_names.size() < m_most && m_known.insert(std::string(name)).second) {
                m_names.emplace_back(name);
            }
        }
    }
    std::vector<std::string> take() { return std::move(m_names); }

private:
    std::size_t m_most;
    std::vector<std::string> m_names;
    std::set<std::string> m_known;
};

std::vector<std::string> regionsFrom(const Snapshot &snapshot, std::string_view typed)
{
    std::vector<std::string> out;
    const std::string key = regionKey(typed);
    for (const Region &region : snapshot.regions()) {
        if (!key.empty() && region.range && regionKey(region.name).starts_with(key)) {
            out.push_back(region.name);
        }
    }
    return out;
}

std::vector<std::string> ownersFrom(const Snapshot &snapshot, std::string_view typed)
{
    std::vector<std::string> out;
    const std::string beginning = lowered(typed);
    for (const Owner &owner : snapshot.owners().owners()) {
        if (!isWorthNaming(owner)) {
            continue;
        }
        const std::string full = shortText(owner);
        if (lowered(owner.name).starts_with(beginning)) {
            out.push_back(owner.name);
        } else if (lowered(full).starts_with(beginning)) {
            out.push_back(full);
        }
    }
    return out;
}

std::vector<std::string_view> symbolsFrom(const Snapshot &snapshot, std::string_view typed)
{
    std::vector<std::string_view> out;
    const Companions *companions = snapshot.companions();
    if (companions == nullptr || companions->symbols == nullptr || !snapshot.owners().image()) {
        return out;
    }
    const SymbolTable &symbols = *companions->symbols;
    for (std::uint32_t i = 0; i < symbols.size(); ++i) {
        if (const std::string_view name = symbols.at(i).name; name.starts_with(typed)) {
            out.push_back(name);
        }
    }
    return out;
}

} // namespace

std::optional<AddrRange> placeOfOwner(const Snapshot &snapshot, std::string_view name)
{
    const OwnerMap &owners = snapshot.owners();
    const std::string wanted = lowered(name);
    std::optional<OwnerId> id;
    std::optional<AddrRange> found;
    for (std::uint32_t i = 0; i < owners.size(); ++i) {
        const OwnerMap::Entry entry = owners.entry(i);
        if (id ? entry.owner == *id : isWorthNaming(owners.owner(entry.owner)) && isCalled(owners.owner(entry.owner), wanted)) {
            id = entry.owner;
            found = AddrRange{found ? found->first : entry.range.first, entry.range.last};
            if (!isOneThing(owners.owner(*id).kind)) {
                break;
            }
        }
    }
    return found;
}

std::vector<std::string> placeNames(const Snapshot &snapshot, std::string_view typed, std::size_t most)
{
    if (typed.empty() || typed.find('+') != std::string_view::npos) {
        return {};
    }
    NameList names(most);
    names.add(regionsFrom(snapshot, typed));
    names.add(ownersFrom(snapshot, typed));
    names.add(symbolsFrom(snapshot, typed));
    return names.take();
}

} // namespace ptscope
