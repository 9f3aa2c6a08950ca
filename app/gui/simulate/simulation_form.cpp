// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulate/simulation_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/simulate/form_field.h"
#include "views/look/numbers.h"
#include "views/look/style.h"
#include "views/look/type.h"
#include "views/look/widgets/segmented_control.h"

namespace ptscope {

namespace {

QString fromWords(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

struct SimulationForm::Field {
    Parameter parameter;
    FormField *row = nullptr;
    std::function<QString()> value;
    std::function<void(const QString &)> setValue;
    std::function<void()> refresh; ///< after `parameter` has new limits and hints
};

SimulationForm::SimulationForm(QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(0);
}

SimulationForm::~SimulationForm() = default;

void SimulationForm::build(const SimulationEntry &entry, SnapshotPtr base, const SimulationInputs &inputs,
                           std::vector<OtherDump> others)
{
    m_entry = &entry;
    m_base = std::move(base);
    m_inputs = inputs;
    m_others = std::move(others);
    m_fields.clear();
    m_ways = nullptr;
    delete m_body;
    m_body = new QWidget;
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins({});
    column->setSpacing(scaled(12));
    m_column->addWidget(m_body);
    std::vector<Parameter> alternatives;
    const std::vector<Parameter> parameters = entry.parameters(m_base.get(), m_inputs);
    for (const Parameter &parameter : parameters) {
        if (!parameter.alternative.empty()) {
            alternatives.push_back(parameter);
        }
    }
    for (const Parameter &parameter : parameters) {
        if (parameter.alternative.empty()) {
            addField(parameter);
        } else if (m_ways == nullptr) {
            addAlternatives(alternatives);
        }
    }
    showChosenAlternative();
}

void SimulationForm::addAlternatives(const std::vector<Parameter> &members)
{
    const QString question = members.front().alternative == "hvo" ? tr("Where") : tr("How");
    auto *row = new FormField(question);
    m_ways = new QComboBox;
    m_ways->setAccessibleName(question);
    for (const Parameter &member : members) {
        m_ways->addItem(fromWords(member.name == "count" ? std::string("Lowest free memory first") : member.title), fromWords(member.name));
    }
    row->setControl(m_ways);
    static_cast<QVBoxLayout *>(m_body->layout())->addWidget(row);
    for (const Parameter &member : members) {
        addField(member);
    }
    connect(m_ways, &QComboBox::currentIndexChanged, this, [this] {
        showChosenAlternative();
        emit changed();
    });
}

void SimulationForm::addField(const Parameter &parameter)
{
    auto field = std::make_unique<Field>();
    field->parameter = parameter;
    field->row = new FormField(parameter.kind == ParameterKind::Flag ? QString() : fromWords(parameter.title));
    field->row->setHint(fromWords(parameter.hint));
    QWidget *control = controlFor(*field);
    control->setToolTip(fromWords(parameter.summary));
    if (control->accessibleName().isEmpty()) {
        control->setAccessibleName(fromWords(parameter.title));
    }
    field->row->setControl(control);
    static_cast<QVBoxLayout *>(m_body->layout())->addWidget(field->row);
    if (!parameter.initial.empty()) {
        field->setValue(fromWords(parameter.initial));
    }
    m_fields.push_back(std::move(field));
}

QWidget *SimulationForm::controlFor(Field &field)
{
    switch (field.parameter.kind) {
    case ParameterKind::Choice:
    case ParameterKind::Choices:
        return choiceControl(field);
    case ParameterKind::Count:
        return countControl(field);
    case ParameterKind::Dump:
        return dumpControl(field);
    case ParameterKind::Companion:
        return companionControl(field);
    case ParameterKind::Flag: {
        auto *box = new QCheckBox(fromWords(field.parameter.title));
        field.value = [box] { return box->isChecked() ? QStringLiteral("yes") : QString(); };
        field.setValue = [box](const QString &text) { box->setChecked(!text.isEmpty()); };
        connect(box, &QCheckBox::toggled, this, &SimulationForm::changed);
        return box;
    }
    default:
        return lineControl(field);
    }
}

QWidget *SimulationForm::choiceControl(Field &field)
{
    auto *control = new SegmentedControl(fromWords(field.parameter.title));
    QStringList values;
    for (const ParameterChoice &choice : field.parameter.choices) {
        const int index = control->addSegment(fromWords(choice.title));
        control->setSegmentEnabled(index, choice.refusal.empty(), fromWords(choice.refusal));
        values.append(fromWords(choice.value));
    }
    field.value = [control, values] { return values.value(control->current()); };
    field.setValue = [control, values](const QString &text) { control->setCurrent(static_cast<int>(values.indexOf(text))); };
    connect(control, &SegmentedControl::chosen, this, [this] {
        refreshHints();
        emit changed();
    });
    return control;
}

/// A number to type and a slider to feel: the slider's steps are even up to what fits.
QWidget *SimulationForm::countControl(Field &field)
{
    constexpr int steps = 1000;
    auto *both = new QWidget;
    auto *line = new QHBoxLayout(both);
    line->setContentsMargins({});
    line->setSpacing(scaled(12));
    auto *edit = new QLineEdit;
    edit->setFont(monoFont(TextRole::Body));
    edit->setFixedWidth(scaled(96));
    edit->setMaxLength(20);
    edit->setAccessibleName(fromWords(field.parameter.title));
    auto *slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, steps);
    slider->setAccessibleName(fromWords(field.parameter.title));
    line->addWidget(edit);
    line->addWidget(slider, 1);
    Field *own = &field;
    const auto follow = [slider, edit, own] {
        const QSignalBlocker quiet(slider);
        const std::uint64_t largest = own->parameter.largest;
        const std::uint64_t count = std::min<std::uint64_t>(edit->text().toULongLong(), largest);
        slider->setEnabled(largest > 0);
        // No product passes 64 bits: struct pages of 2^52 bytes are 2^46 at most.
        slider->setValue(largest == 0 ? 0 : static_cast<int>(count * steps / largest));
    };
    field.value = [edit] { return edit->text().trimmed(); };
    field.setValue = [edit](const QString &text) { edit->setText(text); };
    field.refresh = follow;
    connect(edit, &QLineEdit::textChanged, this, [this, follow] {
        follow();
        emit changed();
    });
    connect(slider, &QSlider::valueChanged, this, [edit, own](int at) {
        const std::uint64_t count = std::max<std::uint64_t>(1, own->parameter.largest * static_cast<std::uint64_t>(at) / steps);
        edit->setText(QString::number(count));
    });
    return both;
}

QWidget *SimulationForm::lineControl(Field &field)
{
    auto *edit = new QLineEdit;
    edit->setFont(monoFont(TextRole::Body));
    edit->setMaxLength(1 << 16);
    switch (field.parameter.kind) {
    case ParameterKind::Ranges:
    case ParameterKind::Range:
        edit->setPlaceholderText(QStringLiteral("0xA-0xB"));
        break;
    case ParameterKind::Version:
        edit->setPlaceholderText(field.parameter.hint.empty() ? tr("rules of today") : tr("that of the dump"));
        break;
    case ParameterKind::Address:
        edit->setPlaceholderText(tr("from iomem"));
        break;
    default:
        break;
    }
    field.value = [edit] { return edit->text().trimmed(); };
    field.setValue = [edit](const QString &text) { edit->setText(text); };
    connect(edit, &QLineEdit::textChanged, this, &SimulationForm::changed);
    return edit;
}

QWidget *SimulationForm::dumpControl(Field &field)
{
    auto *box = new QComboBox;
    for (const OtherDump &other : m_others) {
        box->addItem(other.label, other.value);
    }
    if (m_others.empty()) {
        box->addItem(tr("Open the other dump first"));
        box->setEnabled(false);
    }
    field.value = [this, box] { return m_others.empty() ? QString() : box->currentData().toString(); };
    field.setValue = [box](const QString &text) { box->setCurrentIndex(std::max(0, box->findData(text))); };
    connect(box, &QComboBox::currentIndexChanged, this, &SimulationForm::changed);
    return box;
}

SnapshotPtr SimulationForm::like() const
{
    for (const auto &field : m_fields) {
        if (field->parameter.kind == ParameterKind::Dump && isShown(*field)) {
            for (const OtherDump &other : m_others) {
                if (other.value == field->value()) {
                    return other.snapshot;
                }
            }
        }
    }
    return nullptr;
}

/// What is known of a companion, and a button to take another. The file chosen is the caller's to read.
QWidget *SimulationForm::companionControl(Field &field)
{
    auto *both = new QWidget;
    auto *line = new QHBoxLayout(both);
    line->setContentsMargins({});
    auto *what = new QLabel;
    what->setFont(wordFont(TextRole::Body));
    auto *choose = new QToolButton;
    choose->setText(tr("Choose…"));
    setLookProperty(*choose, "role", QStringLiteral("inline"));
    choose->setFocusPolicy(Qt::TabFocus);
    choose->setAccessibleName(tr("Choose %1").arg(fromWords(field.parameter.name)));
    line->addWidget(what, 1);
    line->addWidget(choose);
    const QString name = fromWords(field.parameter.name);
    field.refresh = [this, what, name] {
        const bool iomem = name == QLatin1String("iomem");
        const bool known = iomem ? m_inputs.iomem.has_value() : m_inputs.vmallocinfo.has_value();
        const std::size_t count = !known ? 0 : iomem ? m_inputs.iomem->entries.size() : m_inputs.vmallocinfo->areas.size();
        const bool hidden = known && (iomem ? m_inputs.iomem->hidden : m_inputs.vmallocinfo->hashed);
        what->setText(!known  ? tr("none came with the dump")
                          : hidden ? tr("%1 entries, their addresses hidden").arg(countText(count))
                                   : tr("%1 entries").arg(countText(count)));
        setLookProperty(*what, "tone", known && !hidden ? QStringLiteral("2") : QStringLiteral("3"));
    };
    field.refresh();
    auto path = std::make_shared<QString>();
    field.value = [path] { return *path; };
    field.setValue = [path](const QString &text) { *path = text; };
    connect(choose, &QToolButton::clicked, this, [this, name] { emit fileWanted(name); });
    return both;
}

bool SimulationForm::isShown(const Field &field) const
{
    const QString way = m_ways == nullptr ? QString() : m_ways->currentData().toString();
    const std::string &needs = field.parameter.alternative.empty() ? field.parameter.onlyWith : field.parameter.name;
    return needs.empty() || fromWords(needs) == way;
}

void SimulationForm::showChosenAlternative()
{
    for (const auto &field : m_fields) {
        // The combo box says it all for a flag.
        const bool flag = field->parameter.kind == ParameterKind::Flag && !field->parameter.alternative.empty();
        field->row->setVisible(isShown(*field) && !flag);
    }
    refreshHints();
}

ParameterValues SimulationForm::values() const
{
    ParameterValues out;
    for (const auto &field : m_fields) {
        const bool chosen = isShown(*field) && field->parameter.kind == ParameterKind::Flag && !field->parameter.alternative.empty();
        const QString text = chosen ? QStringLiteral("yes") : field->value();
        // A number that was asked for and is not there is wrong, not left out.
        const bool asked = field->parameter.required || !field->parameter.alternative.empty();
        if (isShown(*field) && (!text.isEmpty() || asked)) {
            out[field->parameter.name] = text.toStdString();
        }
    }
    return out;
}

void SimulationForm::setValues(const ParameterValues &values)
{
    const QSignalBlocker quiet(this);
    for (int i = 0; m_ways != nullptr && i < m_ways->count(); ++i) {
        if (values.count(m_ways->itemData(i).toString().toStdString()) != 0) {
            m_ways->setCurrentIndex(i);
        }
    }
    for (const auto &field : m_fields) {
        const auto found = values.find(field->parameter.name);
        if (found != values.end()) {
            field->setValue(fromWords(found->second));
        }
    }
    showChosenAlternative();
}

void SimulationForm::setInputs(const SimulationInputs &inputs)
{
    m_inputs = inputs;
    refreshHints();
}

void SimulationForm::refreshHints()
{
    if (m_entry == nullptr || m_base == nullptr) {
        return;
    }
    SimulationInputs inputs = m_inputs;
    for (const auto &field : m_fields) {
        inputs.chosen[field->parameter.name] = field->value().toStdString();
    }
    for (const Parameter &parameter : m_entry->parameters(m_base.get(), inputs)) {
        for (const auto &field : m_fields) {
            if (field->parameter.name == parameter.name) {
                field->parameter.hint = parameter.hint;
                field->parameter.largest = parameter.largest;
                field->row->setHint(fromWords(parameter.hint));
            }
        }
    }
    for (const auto &field : m_fields) {
        if (field->refresh) {
            field->refresh();
        }
    }
}

bool SimulationForm::showProblem(const std::string &parameter, const QString &text)
{
    for (const auto &field : m_fields) {
        if (field->parameter.name == parameter && !field->row->isHidden()) {
            field->row->setProblem(text);
            return true;
        }
    }
    return false;
}

void SimulationForm::clearProblems()
{
    for (const auto &field : m_fields) {
        field->row->setProblem({});
    }
}

} // namespace ptscope
