// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/line_account.h"

namespace ptscope {

namespace {

bool isPassedOver(DiagnosticCode code)
{
    switch (code) {
    case DiagnosticCode::ShellPrompt:
    case DiagnosticCode::ConsoleMessage:
    case DiagnosticCode::Prose:
    case DiagnosticCode::Ellipsis:
    case DiagnosticCode::SeparatorLine:
        return true;
    default:
        return false;
    }
}

} // namespace

LineAccount lineAccountOf(const Snapshot &snapshot)
{
    LineAccount account;
    account.lines = snapshot.source().lines;
    account.runs = snapshot.extents().size();
    account.markers = snapshot.markers().size();
    for (const Diagnostic &diagnostic : snapshot.diagnostics()) {
        if (diagnostic.severity == Severity::Error) {
            account.notUnderstood += diagnostic.count;
        } else if (diagnostic.severity == Severity::Warning) {
            account.contradictions += diagnostic.count;
        } else if (diagnostic.code == DiagnosticCode::CaptureNote) {
            account.captureNotes += diagnostic.count;
        } else if (isPassedOver(diagnostic.code)) {
            account.passedOver += diagnostic.count;
        } else {
            account.repaired += diagnostic.count;
        }
    }
    return account;
}

} // namespace ptscope
