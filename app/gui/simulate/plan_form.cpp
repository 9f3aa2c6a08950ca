// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/plan_form.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <array>

#include "app/gui/simulate/form_field.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/segmented_control.h"

namespace ptscope {

namespace {

constexpr std::array<const char *, 3> granuleNames{"4K", "16K", "64K"};
constexpr std::array<unsigned, 3> usualVaBits{48, 47, 52};

} // namespace

PlanForm::PlanForm(QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(scaled(12));
    m_memory = addLine(m_memoryField, tr("Memory of the machine"), QStringLiteral("1T"));
    m_memory->setText(QStringLiteral("1T"));
    auto *granule = new FormField(tr("Page size"));
    m_granule = new SegmentedControl(tr("Page size"));
    for (const char *name : granuleNames) {
        m_granule->addSegment(QLatin1String(name));
    }
    m_granule->setCurrent(0);
    granule->setControl(m_granule);
    column->addWidget(granule);
    m_hugePageField = new FormField(tr("Huge page size"));
    m_hugePageHome = new QWidget;
    (new QVBoxLayout(m_hugePageHome))->setContentsMargins({});
    m_hugePageField->setControl(m_hugePageHome);
    column->addWidget(m_hugePageField);
    m_count = addLine(m_countField, tr("How many"), tr("all of the memory"));
    m_kernel = addLine(m_kernelField, tr("Kernel"), tr("5.18 and later: one page kept"));
    offerSizes();
    connect(m_granule, &SegmentedControl::chosen, this, [this](int index) {
        m_vaBits = usualVaBits[static_cast<std::size_t>(index)];
        offerSizes();
        emit changed();
    });
}

QLineEdit *PlanForm::addLine(FormField *&field, const QString &title, const QString &placeholder)
{
    field = new FormField(title);
    auto *edit = new QLineEdit;
    edit->setFont(monoFont(TextRole::Body));
    edit->setMaxLength(20);
    edit->setPlaceholderText(placeholder);
    edit->setAccessibleName(title);
    field->setControl(edit);
    layout()->addWidget(field);
    connect(edit, &QLineEdit::textChanged, this, &PlanForm::changed);
    return edit;
}

void PlanForm::startWith(const PagingGeometry &geometry)
{
    m_vaBits = geometry.vaBits();
    m_granule->setCurrent(static_cast<int>(geometry.granule()));
    offerSizes();
}

/// Sizes that HVO cannot do anything about stay in view, with the reason.
void PlanForm::offerSizes()
{
    delete m_hugePage;
    m_hugePage = new SegmentedControl(tr("Huge page size"));
    m_sizes.clear();
    const auto geometry = PagingGeometry::make(static_cast<Granule>(m_granule->current()), m_vaBits);
    int first = -1;
    for (const HugePageSize &size : hugePageSizes(geometry ? *geometry : PagingGeometry())) {
        const QString name = runSizeText(size.size.value);
        const int index = m_hugePage->addSegment(name);
        m_hugePage->setSegmentEnabled(index, size.eligible, tr("less than two pages of struct pages: nothing to free"));
        first = first < 0 && size.eligible ? index : first;
        m_sizes.append(name);
    }
    m_hugePage->setCurrent(first);
    m_hugePageHome->layout()->addWidget(m_hugePage);
    connect(m_hugePage, &SegmentedControl::chosen, this, [this] { emit changed(); });
}

PlanWords PlanForm::words() const
{
    const auto text = [](const QLineEdit *edit) { return edit->text().trimmed().toStdString(); };
    return {static_cast<Granule>(m_granule->current()), m_vaBits,      text(m_memory),
            m_sizes.value(m_hugePage->current()).toStdString(), text(m_count), text(m_kernel)};
}

bool PlanForm::showProblem(const Error &error, const QString &sentence)
{
    const std::array<std::pair<const char *, FormField *>, 4> fields{
        {{"--memory", m_memoryField}, {"--hugepage", m_hugePageField}, {"--count", m_countField}, {"--kernel", m_kernelField}}};
    for (const auto &[option, field] : fields) {
        if (error.subject.starts_with(option)) {
            field->setProblem(sentence);
            return true;
        }
    }
    return false;
}

void PlanForm::clearProblems()
{
    for (FormField *field : {m_memoryField, m_hugePageField, m_countField, m_kernelField}) {
        field->setProblem({});
    }
}

} // namespace ptscope
