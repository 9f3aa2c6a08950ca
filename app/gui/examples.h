// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace ptscope {

/// A real capture that comes with the program (resources/examples/examples.json says what the fields mean).
struct Example {
    QString id;
    QString title;
    QString shows;
    QString view;          ///< id of the view in which it shows best
    QString at;            ///< address to open at, in hex
    QString resource;      ///< path of its text
    QString against;       ///< id of the example before it, where the two are to be compared
    QString kernelRelease;
    QString captured;      ///< ISO 8601
};

/// How many of them stand on the start page.
constexpr std::size_t examplesOnStartPage = 6;

const std::vector<Example> &bundledExamples();
const Example *exampleCalled(const QString &id);
/// The bundled example that lies at this resource path.
const Example *exampleAt(const QString &resource);

} // namespace ptscope
