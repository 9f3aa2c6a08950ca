// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

#include "app/text/row_export.h"

class QIODevice;
class QWidget;

namespace ptscope {

class Session;

/// Rows as text into `path`, whole or not at all. What went wrong, or nothing.
std::optional<QString> writeRows(const Snapshot &snapshot, const RowSet &rows, RowFormat format, const QString &path);
/// The widget as seen: SVG where the name ends so, else PNG. What went wrong, or nothing.
std::optional<QString> writePicture(QWidget &widget, const QString &path);

/// Ask for a name, then write; what goes wrong is told in a box. Rows are those that the filter lets through.
void exportRowsWithDialog(Session &session, QWidget *parent);
void exportPictureWithDialog(QWidget &view, const QString &name, QWidget *parent);

/// Into the clipboard; the sentence that tells what was copied or why not. Rows of the selection that the filter lets
/// through, as ptdump prints them; the picture as PNG and SVG.
QString copyRows(Session &session);
QString copyPicture(QWidget &view);

/// A widget as vectors.
bool writeSvg(QWidget &widget, QIODevice &device);

} // namespace ptscope
