// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/bundle/capture_notes.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "parsers/bundle/bundle.h"

namespace ptscope {

namespace {

struct Field {
    std::string_view name;
    std::string CaptureNotes::*value;
};
constexpr std::array fields{Field{"source", &CaptureNotes::source},     Field{"file", &CaptureNotes::file},
                            Field{"kernel_release", &CaptureNotes::kernelRelease},
                            Field{"machine", &CaptureNotes::machine},   Field{"captured", &CaptureNotes::captured},
                            Field{"ended", &CaptureNotes::ended}};
struct List {
    std::string_view name;
    std::vector<std::string> CaptureNotes::*values;
};
constexpr std::array lists{List{"missing", &CaptureNotes::missing}, List{"note", &CaptureNotes::notes}};
constexpr std::string_view durationName = "read_milliseconds";
constexpr std::size_t longestValue = 1000;
constexpr std::size_t mostOfAList = 100;

/// One line, without bytes that a terminal would obey.
std::string plainLine(std::string_view text)
{
    std::string out(text.substr(0, longestValue));
    std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '.');
    return out;
}

void takeLine(CaptureNotes &out, std::string_view line)
{
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
        return;
    }
    const std::string_view name = line.substr(0, equals);
    const std::string value = plainLine(line.substr(equals + 1));
    for (const Field &field : fields) {
        if (field.name == name) {
            out.*field.value = value;
        }
    }
    for (const List &list : lists) {
        if (list.name == name && (out.*list.values).size() < mostOfAList) {
            (out.*list.values).push_back(value);
        }
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (name == durationName && error == std::errc{} && end == value.data() + value.size()) {
        out.readMilliseconds = number;
    }
}

void appendLine(std::string &out, std::string_view name, std::string_view value)
{
    if (!value.empty()) {
        out.append(name).append("=").append(plainLine(value)).append("\n");
    }
}

} // namespace

std::string CaptureNotes::text() const
{
    std::string out;
    for (const Field &field : fields) {
        appendLine(out, field.name, this->*field.value);
    }
    if (readMilliseconds) {
        appendLine(out, durationName, std::to_string(*readMilliseconds));
    }
    for (const List &list : lists) {
        for (const std::string &value : this->*list.values) {
            appendLine(out, list.name, value);
        }
    }
    return out;
}

CaptureNotes parseCaptureNotes(std::string_view text)
{
    CaptureNotes out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        takeLine(out, text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

CaptureNotes captureNotesOf(const Bundle &bundle)
{
    const BundlePart *part = bundle.find(CaptureNotes::fileName);
    if (part == nullptr) {
        return {};
    }
    const auto text = part->content();
    return text ? parseCaptureNotes(*text) : CaptureNotes{};
}

} // namespace ptscope
