// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/units.h"

namespace ptscope {

/// How a parameter of a simulation is written, and which control asks for it.
enum class ParameterKind : std::uint8_t {
    Choice,    ///< one of `choices`
    Choices,   ///< some of them, with commas
    Count,     ///< decimal
    Ranges,    ///< "0xA-0xB,0xC-0xD", ends exclusive as printed
    Range,     ///< one of them
    Address,   ///< hex
    Version,   ///< "6.12", "7.3.4"
    Pattern,   ///< a regular expression
    Flag,      ///< "yes", or not there
    Dump,      ///< the path of another dump
    Companion, ///< the path of a file read beside the dump: what `name` says
};

struct ParameterChoice {
    std::string value;
    std::string title;
    std::string refusal; ///< why it cannot be chosen in this dump; empty when it can
};

/// One thing that a simulation wants to know.
struct Parameter {
    std::string name;    ///< of the option and in chains: "hugepage"
    std::string title;   ///< "Huge page size"
    std::string summary; ///< one clause for --help and tooltips
    ParameterKind kind = ParameterKind::Count;
    bool required = false;
    std::vector<ParameterChoice> choices;
    std::string alternative; ///< parameters with the same word here exclude each other, and one of them is needed
    std::string initial;     ///< taken from the dump; what a form starts with
    std::string hint;        ///< what the dump says about it: "1968 more fit"
    std::uint64_t largest = 0; ///< of a Count; 0: not known
    std::string onlyWith;      ///< asked for only when this alternative is chosen
};

/// What was chosen, by parameter name. Parameters that are not there were not chosen.
using ParameterValues = std::map<std::string, std::string>;

/// Reads values. Failures are BadArgument with the subject "--name value".
class ParameterReader
{
public:
    explicit ParameterReader(const ParameterValues &values) : m_values(values) { }

    bool has(const std::string &name) const { return m_values.count(name) != 0; }
    /// Empty when it is not there.
    std::string text(const std::string &name) const;
    Result<std::uint64_t> count(const std::string &name) const;
    Result<std::vector<AddrRange>> ranges(const std::string &name) const;
    Result<AddrRange> range(const std::string &name) const;
    Result<std::uint64_t> address(const std::string &name) const;
    /// 618 for "6.18.3"; nothing when it is not there.
    Result<std::optional<unsigned>> version(const std::string &name) const;
    tl::unexpected<Error> refuse(const std::string &name, const std::string &why) const;

private:
    const ParameterValues &m_values;
};

/// Major and minor as one number: 518 for "5.18.3". Nothing when it is none.
std::optional<unsigned> versionNumber(std::string_view release);
/// Hex digits with or without 0x, all of `text`.
std::optional<std::uint64_t> hexDigits(std::string_view text);

} // namespace ptscope
