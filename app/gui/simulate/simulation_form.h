// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

#include "core/simulate/registry.h"

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace ptscope {

/// The parameters of one simulation as controls, made from its entry in the registry.
class SimulationForm : public QWidget
{
    Q_OBJECT

public:
    /// A dump that is open and can be imitated.
    struct OtherDump {
        QString label;
        QString value; ///< what chains keep: its path, or the label of one that has none
        SnapshotPtr snapshot;
    };

    explicit SimulationForm(QWidget *parent = nullptr);
    ~SimulationForm() override;

    /// New controls, filled from the dump. `inputs` are the files that are known.
    void build(const SimulationEntry &entry, SnapshotPtr base, const SimulationInputs &inputs, std::vector<OtherDump> others);
    /// The same controls; hints and limits follow what is known now.
    void setInputs(const SimulationInputs &inputs);
    /// Puts values into the controls that show them.
    void setValues(const ParameterValues &values);
    ParameterValues values() const;
    /// The dump that is chosen to be imitated; null without one.
    SnapshotPtr like() const;
    /// Says beside the field of `parameter` what is wrong with it; an empty text takes that away. False when no such field is in sight.
    bool showProblem(const std::string &parameter, const QString &text);
    void clearProblems();

signals:
    void changed();
    /// A person wants to choose the file of a Companion parameter.
    void fileWanted(const QString &parameter);

private:
    struct Field;
    void addField(const Parameter &parameter);
    void addAlternatives(const std::vector<Parameter> &members);
    QWidget *controlFor(Field &field);
    QWidget *choiceControl(Field &field);
    QWidget *countControl(Field &field);
    QWidget *lineControl(Field &field);
    QWidget *dumpControl(Field &field);
    QWidget *companionControl(Field &field);
    void refreshHints();
    void showChosenAlternative();
    bool isShown(const Field &field) const;

    const SimulationEntry *m_entry = nullptr;
    SnapshotPtr m_base;
    SimulationInputs m_inputs;
    std::vector<OtherDump> m_others;
    std::vector<std::unique_ptr<Field>> m_fields;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_column = nullptr;
    QComboBox *m_ways = nullptr; ///< of the alternatives
};

} // namespace ptscope
