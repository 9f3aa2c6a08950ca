// SPDX-License-Identifier: GPL-3.0-or-later
// look_gallery OUTDIR [SCALE]: every swatch, sign and widget in both themes, as pictures to look at after a change.
#include "tests/views/look/gallery_page.h"
#include "views/look/style.h"

#include <QApplication>
#include <QDir>
#include <QWidget>

#include <memory>

int main(int argc, char **argv)
{
    using namespace ptscope;
    QApplication app(argc, argv);
    const QStringList args = QApplication::arguments();
    if (args.size() < 2 || !QDir().mkpath(args[1])) {
        qCritical("usage: look_gallery OUTDIR [SCALE]");
        return 2;
    }
    const qreal scale = args.size() > 2 ? args[2].toDouble() : 1.0;
    installLook(app, ThemeChoice::Dark, scale);
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        setThemeChoice(theme == Theme::Dark ? ThemeChoice::Dark : ThemeChoice::Light);
        const std::unique_ptr<QWidget> page = makeGalleryPage();
        page->show();
        QCoreApplication::sendPostedEvents();
        const QString name = theme == Theme::Dark ? QStringLiteral("dark.png") : QStringLiteral("light.png");
        if (!page->grab().save(QDir(args[1]).filePath(name))) {
            qCritical("cannot write the picture");
            return 1;
        }
    }
    return 0;
}
