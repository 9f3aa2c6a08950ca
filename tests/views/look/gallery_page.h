// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

class QWidget;

namespace ptscope {

std::unique_ptr<QWidget> makeGalleryPage();

} // namespace ptscope
