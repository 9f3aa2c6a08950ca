// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/honesty_text.h"

#include <QCoreApplication>
#include <QStringList>

#include "app/gui/session.h"
#include "app/text/capture_times.h"
#include "views/look/numbers.h"

namespace ptscope {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(HonestyLine)
};

constexpr qsizetype digestDigits = 12;

QString granuleText(Granule granule)
{
    switch (granule) {
    case Granule::Page4K:
        return QStringLiteral("4K");
    case Granule::Page16K:
        return QStringLiteral("16K");
    case Granule::Page64K:
        break;
    }
    return QStringLiteral("64K");
}

} // namespace

QString lineAccountText(const LineAccount &account)
{
    const auto counted = [](std::uint64_t count, const QString &one, const QString &many) {
        return count == 1 ? one : many.arg(countText(count));
    };
    QStringList parts{counted(account.runs, Texts::tr("1 run"), Texts::tr("%1 runs")),
                      counted(account.markers, Texts::tr("1 marker"), Texts::tr("%1 markers"))};
    if (account.passedOver > 0) {
        parts.append(Texts::tr("%1 passed over").arg(countText(account.passedOver)));
    }
    if (account.repaired > 0) {
        parts.append(Texts::tr("%1 repaired").arg(countText(account.repaired)));
    }
    if (account.contradictions > 0) {
        parts.append(Texts::tr("%1 doubtful").arg(countText(account.contradictions)));
    }
    parts.append(Texts::tr("%1 not understood").arg(countText(account.notUnderstood)));
    if (account.captureNotes > 0) {
        parts.append(counted(account.captureNotes, Texts::tr("1 note of the capture"), Texts::tr("%1 notes of the capture")));
    }
    return counted(account.lines, Texts::tr("1 line"), Texts::tr("%1 lines")) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

QString geometryText(const PagingGeometry &geometry)
{
    return Texts::tr("%1 granule, %2-bit VA, %3 levels").arg(granuleText(geometry.granule())).arg(geometry.vaBits()).arg(geometry.levels());
}

QString geometryWithReason(const GeometryFinding &finding)
{
    const QString reason = finding.overridden ? Texts::tr("chosen by hand") : QString::fromStdString(finding.reason);
    const QString text = geometryText(finding.geometry);
    return reason.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, reason);
}

QString digestText(const std::string &digest)
{
    const QString text = QString::fromStdString(digest);
    const QString value = text.section(QLatin1Char(':'), 1);
    return value.isEmpty() ? text : text.section(QLatin1Char(':'), 0, 0) + QLatin1Char(' ') + value.left(digestDigits);
}

QString timesText(const Document &document, TimesLength length)
{
    const Snapshot &snapshot = *document.snapshot;
    const bool explained = snapshot.isExplained();
    if (length == TimesLength::Read) {
        return explained ? QString::fromStdString(readTimeText(snapshot)) : QString();
    }
    QStringList parts;
    if (explained) {
        if (const std::string captured = captureTimesText(snapshot); !captured.empty()) {
            parts.append(Texts::tr("captured %1").arg(QString::fromStdString(captured)));
        }
    } else if (!snapshot.source().captured.empty()) {
        QString captured = QString::fromStdString(snapshot.source().captured);
        parts.append(Texts::tr("captured %1").arg(captured.replace(QLatin1Char('T'), QLatin1Char(' '))));
    }
    if (length == TimesLength::Full && document.readMilliseconds) {
        parts.append(*document.readMilliseconds < 1 ? Texts::tr("opened in less than 1 ms")
                                                    : Texts::tr("opened in %1 ms").arg(countText(static_cast<std::uint64_t>(*document.readMilliseconds))));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace ptscope
