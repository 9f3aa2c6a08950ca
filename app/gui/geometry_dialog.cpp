// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/geometry_dialog.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>

#include "app/gui/honesty_text.h"
#include "views/look/style.h"
#include "views/look/type.h"

namespace ptscope {

namespace {

QString levelName(Level level)
{
    switch (level) {
    case Level::Pgd:
        return QStringLiteral("PGD");
    case Level::P4d:
        return QStringLiteral("P4D");
    case Level::Pud:
        return QStringLiteral("PUD");
    case Level::Pmd:
        return QStringLiteral("PMD");
    default:
        return QStringLiteral("PTE");
    }
}

QLabel *caption(const QString &text)
{
    auto *label = new QLabel(text);
    setLookProperty(*label, "tone", QStringLiteral("3"));
    return label;
}

QString granuleName(Granule granule)
{
    return granule == Granule::Page4K ? QStringLiteral("4K") : granule == Granule::Page16K ? QStringLiteral("16K") : QStringLiteral("64K");
}

} // namespace

std::vector<unsigned> vaBitsOf(Granule granule)
{
    switch (granule) {
    case Granule::Page4K:
        return {39, 48, 52};
    case Granule::Page16K:
        return {36, 47, 48, 52};
    case Granule::Page64K:
        break;
    }
    return {42, 48, 52};
}

GeometryDialog::GeometryDialog(const GeometryFinding &fromText, const GeometryFinding &shown, QWidget *parent)
    : QDialog(parent), m_granules(new QButtonGroup(this)), m_vaBits(new QComboBox), m_levels(new QLabel)
{
    setWindowTitle(tr("Geometry"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16));
    grid->setHorizontalSpacing(scaled(16));
    grid->setVerticalSpacing(scaled(12));
    auto *told = new QLabel(geometryWithReason(fromText));
    told->setWordWrap(true);
    told->setMinimumWidth(scaled(340));
    grid->addWidget(caption(tr("The text tells")), 0, 0, Qt::AlignTop);
    grid->addWidget(told, 0, 1);

    auto *choices = new QHBoxLayout;
    choices->setSpacing(scaled(16));
    for (const Granule granule : allGranules) {
        auto *button = new QRadioButton(granuleName(granule));
        button->setChecked(granule == shown.geometry.granule());
        m_granules->addButton(button, static_cast<int>(granule));
        choices->addWidget(button);
        if (button->isChecked()) {
            button->setFocus();
        }
    }
    choices->addStretch();
    grid->addWidget(caption(tr("Page size")), 1, 0);
    grid->addLayout(choices, 1, 1);
    grid->addWidget(caption(tr("VA bits")), 2, 0);
    grid->addWidget(m_vaBits, 2, 1, Qt::AlignLeft);
    grid->addWidget(caption(tr("Levels")), 3, 0);
    grid->addWidget(m_levels, 3, 1);
    m_vaBits->setAccessibleName(tr("VA bits"));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setIcon({}); // the desktop's, in colours of its own
    auto *use = buttons->addButton(tr("Use this"), QDialogButtonBox::AcceptRole);
    setLookProperty(*use, "role", QStringLiteral("primary"));
    use->setDefault(true);
    if (shown.overridden) {
        auto *reset = buttons->addButton(tr("Back to the text's"), QDialogButtonBox::ResetRole);
        connect(reset, &QPushButton::clicked, this, [this] {
            emit resetToText();
            reject();
        });
    }
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        emit applied(chosen());
        accept();
    });
    grid->addWidget(buttons, 4, 0, 1, 2);

    connect(m_granules, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on) {
            offerVaBits();
        }
    });
    connect(m_vaBits, &QComboBox::currentIndexChanged, this, &GeometryDialog::describe);
    offerVaBits();
    if (const int at = m_vaBits->findData(shown.geometry.vaBits()); at >= 0) {
        m_vaBits->setCurrentIndex(at);
    }
}

void GeometryDialog::offerVaBits()
{
    const unsigned before = m_vaBits->currentData().toUInt();
    m_vaBits->clear();
    for (const unsigned bits : vaBitsOf(static_cast<Granule>(m_granules->checkedId()))) {
        m_vaBits->addItem(QString::number(bits), bits);
    }
    const int same = m_vaBits->findData(before);
    m_vaBits->setCurrentIndex(same >= 0 ? same : m_vaBits->findData(48U));
}

PagingGeometry GeometryDialog::chosen() const
{
    const auto geometry = PagingGeometry::make(static_cast<Granule>(m_granules->checkedId()), m_vaBits->currentData().toUInt());
    return geometry.value_or(PagingGeometry());
}

void GeometryDialog::describe()
{
    const PagingGeometry geometry = chosen();
    QStringList names;
    for (const Level level : allLevels) {
        if (!geometry.isFolded(level)) {
            names.append(levelName(level));
        }
    }
    m_levels->setText(QStringLiteral("%1: %2").arg(geometry.levels()).arg(names.join(QLatin1Char(' '))));
}

} // namespace ptscope
