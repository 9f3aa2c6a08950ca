// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/look/style_sheet.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace ptscope {

namespace {

// {token} is a colour of the palette; every length is in pixels of the design and is scaled. What needs a drawn sign
// (tool buttons, check boxes, arrows, spin boxes, combo boxes, sliders) is not here but in LookStyle.
constexpr const char *sheet = R"(
QToolTip { background: {raised}; color: {text1}; border: 1px solid {lineStrong}; padding: 2px 3px; }

QMainWindow, QDialog { background: {bg}; }
QFrame[panel="canvas"] { background: {bg}; border: 0; }
QFrame[panel="surface"] { background: {surface}; border: 0; }
QFrame[panel="raised"] { background: {raised}; border: 0; }
QFrame[panel="sunk"] { background: {sunk}; border: 0; }
QFrame[panel="rule"] { background: {line}; border: 0; }
QFrame[rule="top"] { border-top: 1px solid {line}; }
QFrame[rule="bottom"] { border-bottom: 1px solid {line}; }
QFrame[panel="dropcard"] { background: {surface}; border: 2px dashed {lineStrong}; border-radius: 8px; }
QFrame[panel="card"] { background: {raised}; border: 1px solid {line}; border-radius: 8px; }
QScrollArea { border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[panel="clear"] { background: transparent; }

QLabel { background: transparent; color: {text2}; }
QLabel[role="verdict"] { font-size: 22px; font-weight: 600; color: {text1}; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; color: {text1}; }
QLabel[role="value"] { font-weight: 600; color: {text1}; }
QLabel[role="label"] { font-size: 11px; color: {text3}; }
QLabel[role="head"] { font-size: 11px; font-weight: 600; color: {text3}; }
QLabel[mono="true"] { font-family: "JetBrains Mono", "DejaVu Sans Mono", monospace; }
QLabel[tone="1"] { color: {text1}; }
QLabel[tone="2"] { color: {text2}; }
QLabel[tone="3"], QLabel:disabled { color: {text3}; }
QLabel[tone="accent"] { color: {accent}; }
QLabel[tone="warn"] { color: {warn}; }
QLabel[tone="error"] { color: {error}; }
QLabel[tone="ok"] { color: {ok}; }

QPushButton {
    background: {raised}; color: {text1}; border: 1px solid {control}; border-radius: 5px;
    min-height: 28px; padding: 0 14px; font-weight: 500;
}
QPushButton:hover { border-color: {text2}; }
QPushButton:pressed { background: {sunk}; }
QPushButton:checked { background: {accentBg}; border-color: {accent}; font-weight: 600; }
QPushButton:disabled { color: {text3}; }
QPushButton[role="primary"] { background: {accent}; color: {inkOnAccent}; border-color: {accent}; font-weight: 600; }
QPushButton[role="primary"]:hover { border-color: {selection}; }
QPushButton[role="primary"]:pressed { background: {accentPressed}; }
QPushButton[role="primary"]:disabled { background: {raised}; color: {text3}; border-color: {control}; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: {text2}; }
QPushButton[role="quiet"]:hover { background: {raised}; color: {text1}; }

QToolBar { background: {surface}; border: 0; border-bottom: 1px solid {line}; spacing: 4px; padding: 0 8px; }
QToolBar::separator { background: {lineStrong}; width: 1px; margin: 5px 8px; }
QLineEdit, QPlainTextEdit, QTextEdit {
    background: {sunk}; color: {text1}; border: 1px solid {control}; border-radius: 5px;
    selection-background-color: {accent}; selection-color: {inkOnAccent};
}
QLineEdit { min-height: 28px; padding: 0 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid {accent}; }
QLineEdit:focus { min-height: 26px; padding: 0 7px; }
QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 10px; }

QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled { color: {text3}; }
QLineEdit[invalid="true"] { border-color: {error}; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus { background: transparent; border: 0; min-height: 0; padding: 0; }
QAbstractSpinBox { min-width: 90px; min-height: 30px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: 0; background: transparent; min-height: 0; padding: 0;
}

QCheckBox, QRadioButton { background: transparent; color: {text1}; spacing: 8px; }
QCheckBox:disabled, QRadioButton:disabled { color: {text3}; }

QMenuBar { background: {surface}; color: {text1}; border-bottom: 1px solid {line}; }
QMenuBar::item { background: transparent; padding: 6px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: {raised}; }
QMenu { background: {raised}; color: {text1}; border: 1px solid {lineStrong}; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: {accentBg}; }
QMenu::item:disabled { color: {text3}; }
QMenu::icon { padding-left: 6px; }
QMenu::separator { background: {line}; height: 1px; margin: 4px 6px; }

QTabWidget::pane { border: 0; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: {text2}; font-size: 13px; font-weight: 500;
    height: 32px; padding: 0 16px; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: {text1}; }
QTabBar::tab:selected { background: {surface}; color: {text1}; border-bottom-color: {accent}; }
QTabBar::tab:disabled { color: {text3}; }

QAbstractItemView {
    background: {surface}; color: {text1}; border: 0; outline: 0;
    alternate-background-color: {tableStripe}; gridline-color: {line};
    selection-background-color: {accentBg}; selection-color: {text1};
}
QAbstractItemView::item { border: 0; padding: 0 6px; }
QAbstractItemView::item:hover { background: {raised}; }
ptscope--RunTable::item:hover, ptscope--TableTree::item:hover { background: transparent; }
QAbstractItemView::item:selected { background: {accentBg}; color: {text1}; }
QAbstractItemView[bare="true"] { background: transparent; }
QComboBox QAbstractItemView, QAbstractItemView[popup="true"] { background: {raised}; border: 1px solid {lineStrong}; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 24px; }
QHeaderView { background: {surface}; }
QHeaderView::section {
    background: {surface}; color: {text3}; border: 0; border-bottom: 1px solid {line};
    padding: 4px 6px; font-size: 11px; font-weight: 400;
}
QHeaderView::section:hover { color: {text1}; }
QTableCornerButton::section { background: {surface}; border: 0; }

QScrollBar { background: transparent; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: {lineStrong}; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: {control}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QSplitter::handle { background: {line}; }
QSplitter::handle:hover { background: {accent}; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QStatusBar { background: {surface}; color: {text2}; border-top: 1px solid {line}; min-height: 27px; }
QStatusBar::item { border: 0; }
QSizeGrip { width: 0; height: 0; }
QStatusBar QLabel { font-size: 11px; }

QProgressBar { background: {sunk}; border: 0; max-height: 2px; min-height: 2px; color: transparent; }
QProgressBar::chunk { background: {accent}; }

QGroupBox { border: 1px solid {line}; border-radius: 8px; margin-top: 10px; padding: 12px; }
QGroupBox::title {
    subcontrol-origin: margin; left: 10px; padding: 0 4px; color: {text3}; font-size: 11px; font-weight: 600;
}
QDockWidget { color: {text3}; }
QDockWidget::title { background: {surface}; padding: 6px 16px; }
)";

QString pixels(const QString &number, qreal scale)
{
    const qreal value = number.toDouble();
    const int whole = qRound(value * scale);
    return QString::number(value > 0 ? std::max(1, whole) : whole) + QLatin1String("px");
}

QString withLengths(const QString &text, qreal scale)
{
    static const QRegularExpression length(QStringLiteral("(\\d+)px"));
    QString out;
    qsizetype from = 0;
    for (auto it = length.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(text).mid(from, match.capturedStart() - from);
        out += pixels(match.captured(1), scale);
        from = match.capturedEnd();
    }
    out += QStringView(text).mid(from);
    return out;
}

QString withColors(QString text, const Palette &p)
{
    const std::array<std::pair<const char *, QColor>, 20> tokens = {{
        {"bg", p.bg},
        {"surface", p.surface},
        {"raised", p.raised},
        {"sunk", p.sunk},
        {"line", p.line},
        {"lineStrong", p.lineStrong},
        {"control", p.control},
        {"text1", p.text1},
        {"text2", p.text2},
        {"text3", p.text3},
        {"accent", p.accent},
        {"accentBg", p.accentBg},
        {"inkOnAccent", p.inkOnAccent},
        {"selection", p.selection},
        {"warn", p.warn},
        {"error", p.error},
        {"ok", p.ok},
        {"tableCell", p.tableCell},
        {"tableStripe", mix(p.raised, p.surface, 50)},
        {"accentPressed", mix(p.accent, p.bg, 80)},
    }};
    for (const auto &[name, color] : tokens) {
        text.replace(QLatin1Char('{') + QLatin1String(name) + QLatin1Char('}'), color.name());
    }
    return text;
}

} // namespace

QString styleSheetFor(const Palette &colors, qreal uiScale)
{
    return withColors(withLengths(QString::fromLatin1(sheet), uiScale), colors);
}

} // namespace ptscope
