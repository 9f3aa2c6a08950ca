// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace ptscope {

/// One question and its answer, from resources/help/topics.md.
struct HelpTopic {
    QString title;
    QString markdown; ///< without its title
};

const std::vector<HelpTopic> &helpTopics();

} // namespace ptscope
