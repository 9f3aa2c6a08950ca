// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/capture/capture_form.h"

#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

#include "app/capture/clock_text.h"

namespace ptscope {

namespace {

constexpr qsizetype mostRemembered = 8;
constexpr std::array kindKeys{"local", "ssh", "adb", "exec"};

QString key(const char *name)
{
    return QStringLiteral("capture/") + QLatin1String(name);
}

} // namespace

CaptureForm CaptureForm::from(const QSettings &settings)
{
    CaptureForm form;
    form.kind = std::clamp(settings.value(key("kind"), form.kind).toInt(), 0, kinds - 1);
    for (std::size_t i = 0; i < form.used.size(); ++i) {
        form.used[i] = settings.value(key(kindKeys[i])).toStringList().mid(0, mostRemembered);
        form.name[i] = form.used[i].value(0);
    }
    form.companions = settings.value(key("companions"), form.companions).toBool();
    form.symbols = settings.value(key("symbols"), form.symbols).toBool();
    form.seconds = std::clamp(settings.value(key("seconds"), form.seconds).toInt(), 1, 3600);
    form.count = std::clamp(settings.value(key("count"), form.count).toInt(), 2, 9999);
    form.folder = settings.value(key("folder"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).toString();
    if (form.folder.isEmpty() || !QDir(form.folder).exists()) {
        form.folder = QDir::homePath();
    }
    return form;
}

void CaptureForm::keepIn(QSettings &settings) const
{
    settings.setValue(key("kind"), kind);
    for (std::size_t i = 0; i < used.size(); ++i) {
        settings.setValue(key(kindKeys[i]), used[i]);
    }
    settings.setValue(key("companions"), companions);
    settings.setValue(key("symbols"), symbols);
    settings.setValue(key("seconds"), seconds);
    settings.setValue(key("count"), count);
    settings.setValue(key("folder"), folder);
}

void CaptureForm::remember()
{
    const auto which = static_cast<std::size_t>(kind);
    const QString typed = name[which].trimmed();
    if (!typed.isEmpty()) {
        used[which].removeAll(typed);
        used[which].prepend(typed);
        used[which] = used[which].mid(0, mostRemembered);
    }
}

QString CaptureForm::source() const
{
    const QString typed = name[static_cast<std::size_t>(kind)].trimmed();
    switch (kind) {
    case Ssh:
        return QStringLiteral("ssh:") + typed;
    case Adb:
        return typed.isEmpty() ? QStringLiteral("adb") : QStringLiteral("adb:") + typed;
    case Command:
        return QStringLiteral("exec:") + typed;
    default:
        return QStringLiteral("local");
    }
}

Result<CaptureRequest> CaptureForm::request() const
{
    auto parsed = parseCaptureSource(source().toStdString());
    if (!parsed) {
        return tl::make_unexpected(parsed.error());
    }
    CaptureRequest request;
    request.source = std::move(*parsed);
    const std::string chosen = kind == Command ? std::string() : table.trimmed().toStdString();
    if (!chosen.empty() && !isTableName(chosen)) {
        return fail(ErrorCode::BadArgument, chosen, "no such table: kernel_page_tables, efi_page_tables, page_tables/kernel or kvm/PID-FD/stage2_page_tables");
    }
    request.wish.table = chosen;
    request.wish.companions = companions;
    request.wish.symbols = symbols;
    request.mayAsk = false;
    return request;
}

QString CaptureForm::proposedPath() const
{
    QString who = name[static_cast<std::size_t>(kind)].trimmed();
    if (kind == Local || kind == Command || who.isEmpty()) {
        who = QLatin1String(kindKeys[static_cast<std::size_t>(kind)]);
    }
    who.replace(QRegularExpression(QStringLiteral("[^A-Za-z0-9._-]+")), QStringLiteral("-"));
    const QString file = who + QLatin1Char('-') + QString::fromStdString(utcNowForFile());
    return QDir(folder).filePath(file + (series ? QStringLiteral("-series") : QStringLiteral(".ptdump.zst")));
}

} // namespace ptscope
