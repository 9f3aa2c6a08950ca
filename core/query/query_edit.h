// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ptscope {

/// What must all hold for a row to match, each as an expression of its own: what the filter box shows as chips. An
/// expression with a mistake, like an empty one, has none.
std::vector<std::string> conjunctsOf(std::string_view expression);

/// The expression without one of conjunctsOf().
std::string withoutConjunct(std::string_view expression, std::size_t index);

enum class TermClick : bool {
    Only, ///< the term takes the place of its legend's others; when it stands alone already it goes
    Also  ///< the term is joined to its legend's others with "or", or taken from them
};

/// The expression after a click on a row of a legend. `legend` holds the terms of all its rows: of one legend at most
/// one conjunct stands in the expression, whatever else is asked stays.
std::string toggledTerm(std::string_view expression, std::string_view term, std::span<const std::string> legend,
                        TermClick click);

/// Those of the legend's terms that the expression asks for; none when it says nothing about this legend.
std::vector<std::string> chosenTerms(std::string_view expression, std::span<const std::string> legend);

} // namespace ptscope
