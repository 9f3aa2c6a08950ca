// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/dump_text.h"

namespace ptscope::test {

std::string readText(const std::filesystem::path &path)
{
    auto source = openSource(path.string());
    if (!source) {
        throw std::runtime_error(path.string() + ": cannot be opened");
    }
    std::string text;
    std::array<char, 65536> block{};
    for (;;) {
        const auto got = (*source)->read(block);
        if (!got) {
            throw std::runtime_error(path.string() + ": cannot be read");
        }
        if (*got == 0) {
            return text;
        }
        text.append(block.data(), *got);
    }
}

std::string captureText(const std::string &name, const std::string &file)
{
    return readText(captureFile(name, file));
}

std::vector<std::string> linesOf(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string joined(const std::vector<std::string> &lines)
{
    std::string text;
    for (const std::string &line : lines) {
        text.append(line).push_back('\n');
    }
    return text;
}

std::string rowLine(std::uint64_t first, std::uint64_t end, std::string_view size, std::string_view words)
{
    std::array<char, 64> head{};
    std::snprintf(head.data(), head.size(), "0x%016llx-0x%016llx   ", static_cast<unsigned long long>(first),
                  static_cast<unsigned long long>(end));
    return std::string(head.data()) + std::string(size.size() < 10 ? 10 - size.size() : 0, ' ') + std::string(size)
        + " " + std::string(words);
}

Result<LoadedText> load(std::string_view text, const LoadOptions &options)
{
    return loadBytes(text, "test", options);
}

std::vector<SnapshotPtr> dumpsIn(std::string_view text)
{
    auto loaded = load(text);
    if (!loaded) {
        throw std::runtime_error("the text was refused: " + std::to_string(static_cast<int>(loaded.error().code)));
    }
    return loaded->snapshots;
}

SnapshotPtr dumpIn(std::string_view text)
{
    const auto dumps = dumpsIn(text);
    if (dumps.size() != 1) {
        throw std::runtime_error("the text holds " + std::to_string(dumps.size()) + " dumps");
    }
    return dumps.front();
}

std::vector<DiagnosticCode> codesOf(const Snapshot &snapshot)
{
    std::vector<DiagnosticCode> codes;
    for (const Diagnostic &d : snapshot.diagnostics()) {
        if (std::find(codes.begin(), codes.end(), d.code) == codes.end()) {
            codes.push_back(d.code);
        }
    }
    return codes;
}

bool tells(const Snapshot &snapshot, DiagnosticCode code)
{
    const auto codes = codesOf(snapshot);
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool names(const Snapshot &snapshot, DiagnosticCode code, std::uint64_t line)
{
    const auto &all = snapshot.diagnostics();
    return std::any_of(all.begin(), all.end(),
                       [&](const Diagnostic &d) { return d.code == code && d.line <= line && line <= d.lastLine; });
}

std::string noticesOf(const Snapshot &snapshot)
{
    std::string out;
    for (const Diagnostic &d : snapshot.diagnostics()) {
        out += std::to_string(d.line) + "-" + std::to_string(d.lastLine) + ": code "
            + std::to_string(static_cast<int>(d.code)) + " x" + std::to_string(d.count) + " " + d.excerpt + "\n";
    }
    return out;
}

bool isSound(const Snapshot &snapshot)
{
    const auto firsts = snapshot.extents().firsts();
    const auto lasts = snapshot.extents().lasts();
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        if (firsts[i] > lasts[i] || (i > 0 && firsts[i] <= lasts[i - 1])) {
            return false;
        }
    }
    return std::all_of(snapshot.markers().begin(), snapshot.markers().end(),
                       [&](const Marker &marker) { return marker.beforeRow <= firsts.size(); });
}

} // namespace ptscope::test
