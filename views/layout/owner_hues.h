// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/owner/owner_group.h"
#include "views/look/palette.h"

namespace ptscope {

/// A colour for each group of owners, of those that the palette keeps apart for every eye. Where the word is the same, as for
/// devices, so is the colour.
const QColor &ownerHue(OwnerGroup group, const Palette &palette);
/// The same without a colour, for cells that have room: the key of the view has it too. Null for Unknown.
char ownerLetter(OwnerGroup group);

} // namespace ptscope
