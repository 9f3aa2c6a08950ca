// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <vector>

#include "core/paging/geometry.h"

class QButtonGroup;
class QComboBox;
class QLabel;

namespace ptscope {

/// Lets the user say what the text did not settle, or got wrong: page size and VA bits.
class GeometryDialog : public QDialog
{
    Q_OBJECT

public:
    /// `fromText` is what the text tells, `shown` what the views use now.
    GeometryDialog(const GeometryFinding &fromText, const GeometryFinding &shown, QWidget *parent = nullptr);

    PagingGeometry chosen() const;

signals:
    void applied(const ptscope::PagingGeometry &geometry);
    void resetToText();

private:
    void offerVaBits();
    void describe();

    QButtonGroup *m_granules;
    QComboBox *m_vaBits;
    QLabel *m_levels;
};

/// The VA sizes that Linux builds with this granule (arch/arm64/Kconfig: ARM64_VA_BITS, 6.1 to 7.3).
std::vector<unsigned> vaBitsOf(Granule granule);

} // namespace ptscope
