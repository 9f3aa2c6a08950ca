// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/exports.h"

#include <QBuffer>
#include <QClipboard>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <array>

#include "app/gui/session.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Exports)
};

constexpr std::size_t largestCopy = std::size_t{64} << 20;
constexpr int cssPixelsInInch = 96; ///< so that a browser shows it as large as the window did

struct FormatChoice {
    RowFormat format;
    const char *suffix;
    const char *name;
};
constexpr std::array formats{FormatChoice{RowFormat::Ptdump, "txt", QT_TRANSLATE_NOOP("Exports", "ptdump text")},
                             FormatChoice{RowFormat::Csv, "csv", QT_TRANSLATE_NOOP("Exports", "Comma-separated")},
                             FormatChoice{RowFormat::JsonLines, "jsonl", QT_TRANSLATE_NOOP("Exports", "JSON lines")}};

QString filterOf(const FormatChoice &choice)
{
    return QStringLiteral("%1 (*.%2)").arg(Texts::tr(choice.name), QLatin1String(choice.suffix));
}

/// The name says it, where its end is one of ours; else what was chosen in the dialog.
const FormatChoice &choiceFor(const QString &path, qsizetype chosen)
{
    const QString suffix = QFileInfo(path).suffix();
    const auto named = std::find_if(formats.begin(), formats.end(), [&suffix](const FormatChoice &choice) {
        return suffix.compare(QLatin1String(choice.suffix), Qt::CaseInsensitive) == 0;
    });
    return named != formats.end() ? *named : formats[static_cast<std::size_t>(std::max<qsizetype>(0, chosen))];
}

std::optional<QString> problemOf(QSaveFile &file)
{
    return Texts::tr("%1 cannot be written: %2").arg(file.fileName(), file.errorString());
}

void tell(const std::optional<QString> &problem, QWidget *parent)
{
    if (problem) {
        QMessageBox::warning(parent, Texts::tr("Export"), *problem);
    }
}

} // namespace

std::optional<QString> writeRows(const Snapshot &snapshot, const RowSet &rows, RowFormat format, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return problemOf(file);
    }
    const bool written = exportRows(snapshot, rows, format, [&file](std::string_view piece) {
        return file.write(piece.data(), static_cast<qint64>(piece.size())) == static_cast<qint64>(piece.size());
    });
    return written && file.commit() ? std::nullopt : problemOf(file);
}

bool writeSvg(QWidget &widget, QIODevice &device)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setResolution(cssPixelsInInch);
    generator.setSize(widget.size());
    generator.setViewBox(widget.rect());
    generator.setTitle(QStringLiteral("ptscope"));
    QPainter painter;
    if (!painter.begin(&generator)) {
        return false;
    }
    widget.render(&painter);
    return painter.end();
}

std::optional<QString> writePicture(QWidget &widget, const QString &path)
{
    QBuffer picture;
    picture.open(QIODevice::WriteOnly);
    const bool svg = path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive);
    const bool drawn = svg ? writeSvg(widget, picture) : widget.grab().save(&picture, "PNG");
    QSaveFile file(path);
    if (!drawn || !file.open(QIODevice::WriteOnly) || file.write(picture.data()) != picture.size() || !file.commit()) {
        return problemOf(file);
    }
    return std::nullopt;
}

void exportRowsWithDialog(Session &session, QWidget *parent)
{
    const SnapshotPtr snapshot = session.snapshot();
    if (snapshot == nullptr) {
        return;
    }
    QStringList filters;
    for (const FormatChoice &choice : formats) {
        filters.append(filterOf(choice));
    }
    QString chosen = filters.front();
    QString path = QFileDialog::getSaveFileName(parent, Texts::tr("Export rows"), QString(),
                                                filters.join(QStringLiteral(";;")), &chosen);
    if (path.isEmpty()) {
        return;
    }
    const FormatChoice &choice = choiceFor(path, filters.indexOf(chosen));
    if (!path.contains(QLatin1Char('.'))) {
        path += QLatin1Char('.') + QLatin1String(choice.suffix);
    }
    const auto &matches = session.navigator().matches();
    const bool filtered = matches != nullptr && matches->rows() == snapshot->extents().size();
    tell(writeRows(*snapshot, filtered ? *matches : RowSet(snapshot->extents().size(), true), choice.format, path),
         parent);
}

QString copyRows(Session &session)
{
    const SnapshotPtr snapshot = session.snapshot();
    if (snapshot == nullptr) {
        return Texts::tr("Nothing is open");
    }
    const auto selection = session.navigator().selection();
    const auto &matches = session.navigator().matches();
    RowSet rows(snapshot->extents().size(), !selection);
    if (selection) {
        rows.insert(snapshot->extents().rowsIn(*selection));
    }
    if (matches != nullptr && matches->rows() == rows.rows()) {
        rows &= *matches;
    }
    std::string text;
    const bool whole = exportRows(*snapshot, rows, RowFormat::Ptdump, [&text](std::string_view piece) {
        text += piece;
        return text.size() <= largestCopy;
    });
    if (!whole) {
        return Texts::tr("Too many rows for the clipboard: export them into a file");
    }
    if (rows.count() == 0) {
        return Texts::tr("No row of the selection passes the filter");
    }
    QGuiApplication::clipboard()->setText(QString::fromStdString(text));
    return Texts::tr("Copied %1 rows").arg(countText(rows.count()));
}

QString copyPicture(QWidget &view)
{
    auto *mime = new QMimeData;
    mime->setImageData(view.grab().toImage());
    QBuffer svg;
    svg.open(QIODevice::WriteOnly);
    if (writeSvg(view, svg)) {
        mime->setData(QStringLiteral("image/svg+xml"), svg.data());
    }
    QGuiApplication::clipboard()->setMimeData(mime);
    return Texts::tr("Copied the picture as PNG and SVG");
}

void exportPictureWithDialog(QWidget &view, const QString &name, QWidget *parent)
{
    const QString path = QFileDialog::getSaveFileName(
        parent, Texts::tr("Export picture"), name + QStringLiteral(".png"), QStringLiteral("PNG (*.png);;SVG (*.svg)"));
    if (!path.isEmpty()) {
        tell(writePicture(view, path), parent);
    }
}

} // namespace ptscope
