// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <vector>

#include "app/text/report_html.h"

class QWidget;

namespace ptscope {

class JobRunner;
class Session;
struct Arguments;

/// The picture of a view as the window draws it, to stand in a report. Nothing when it cannot be drawn.
std::optional<ReportPicture> pictureOf(QWidget &view, const QString &title);

/// Asks where to, then writes the report on a worker: of the comparison where there is one, else of the dump in front.
void exportReportWithDialog(Session &session, const ComparisonPtr &comparison, JobRunner &jobs, QWidget &window,
                            std::vector<ReportPicture> pictures);

/// `--report`: without a window. Returns the exit code.
int writeReport(const Arguments &arguments);

} // namespace ptscope
