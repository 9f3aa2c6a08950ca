// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/layout/owner_hues.h"

namespace ptscope {

const QColor &ownerHue(OwnerGroup group, const Palette &palette)
{
    switch (group) {
    case OwnerGroup::LinearMap:
        return palette.of(LeafClass::Page);
    case OwnerGroup::Metadata:
        return palette.of(AccessClass::RoNx);
    case OwnerGroup::KernelImage:
        return palette.of(AccessClass::RoX);
    case OwnerGroup::Modules:
        return palette.of(LeafClass::ContPage);
    case OwnerGroup::Stacks:
        return palette.of(LeafClass::Giant);
    case OwnerGroup::Allocations:
        return palette.of(AccessClass::RwNx);
    case OwnerGroup::Devices:
        return palette.of(AccessClass::Device);
    case OwnerGroup::Other:
        return palette.of(AccessClass::NonCacheable);
    case OwnerGroup::Unknown:
        break;
    }
    return palette.lineStrong;
}

char ownerLetter(OwnerGroup group)
{
    switch (group) {
    case OwnerGroup::LinearMap:
        return 'L';
    case OwnerGroup::Metadata:
        return 'V';
    case OwnerGroup::KernelImage:
        return 'K';
    case OwnerGroup::Modules:
        return 'M';
    case OwnerGroup::Stacks:
        return 'S';
    case OwnerGroup::Allocations:
        return 'A';
    case OwnerGroup::Devices:
        return 'D';
    case OwnerGroup::Other:
        return 'O';
    case OwnerGroup::Unknown:
        break;
    }
    return '\0';
}

} // namespace ptscope
