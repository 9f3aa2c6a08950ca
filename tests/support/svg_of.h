// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBuffer>
#include <QSvgGenerator>
#include <QWidget>

namespace ptscope::test {

/// The widget as a vector picture of its own size.
inline QByteArray svgOf(QWidget &widget)
{
    QBuffer file;
    QSvgGenerator svg;
    svg.setOutputDevice(&file);
    svg.setSize(widget.size());
    widget.render(&svg);
    return file.data();
}

} // namespace ptscope::test
