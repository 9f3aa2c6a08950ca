// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/damage.h"

namespace ptscope::test {

Damage eachLine(LineDamage change)
{
    return [change = std::move(change)](const std::string &text) {
        std::string out;
        std::size_t index = 0;
        for (const std::string &line : linesOf(text)) {
            out.append(change(line, index++)).push_back('\n');
        }
        return out;
    };
}

Damage prefixed(const std::string &prefix)
{
    return eachLine([prefix](const std::string &line, std::size_t) { return prefix + line; });
}

Damage suffixed(const std::string &suffix)
{
    return eachLine([suffix](const std::string &line, std::size_t) { return line + suffix; });
}

Damage both(Damage inner, Damage outer)
{
    return [inner = std::move(inner), outer = std::move(outer)](const std::string &text) { return outer(inner(text)); };
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string trimmedEnd(std::string text)
{
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

std::string squeezed(std::string_view line)
{
    std::string out;
    for (const char c : line) {
        if (c != ' ' || (!out.empty() && out.back() != ' ')) {
            out.push_back(c);
        }
    }
    return trimmedEnd(std::move(out));
}

Damage wrapped(std::size_t width, bool flowed)
{
    return [width, flowed](const std::string &text) {
        std::string out;
        for (std::string line : linesOf(text)) {
            while (line.size() > width) {
                const std::size_t cut = line.rfind(' ', width);
                if (cut == std::string::npos || line.find_first_not_of(' ') > cut) {
                    break;
                }
                const std::string piece = line.substr(0, cut);
                out.append(flowed ? trimmedEnd(piece) + " " : trimmedEnd(piece)).push_back('\n');
                line.erase(0, line.find_first_not_of(' ', cut));
            }
            out.append(line).push_back('\n');
        }
        return out;
    };
}

Damage quotedPrintable(std::size_t width, bool codeAllBlanks)
{
    return eachLine([width, codeAllBlanks](const std::string &plain, std::size_t) {
        std::string coded;
        for (std::size_t i = 0; i < plain.size(); ++i) {
            const bool blank = plain[i] == ' ' && (codeAllBlanks || i + 1 == plain.size());
            coded += blank ? "=20" : plain[i] == '=' ? "=3D" : std::string(1, plain[i]);
        }
        std::string out;
        while (coded.size() > width) {
            std::size_t cut = width - 1;
            for (const std::size_t back : {std::size_t{1}, std::size_t{2}}) {
                cut = coded[cut - back] == '=' ? cut - back : cut;
            }
            out.append(coded, 0, cut).append("=\n");
            coded.erase(0, cut);
        }
        return out + coded;
    });
}

std::string stampText(std::size_t index)
{
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "[%5zu.%06zu] ", 3 + index / 97, index * 7919 % 1000000);
    return text.data();
}

Damage framed()
{
    return [](const std::string &text) {
        const std::string rule = "+" + std::string(124, '-') + "+\n";
        std::string out = rule;
        for (const std::string &line : linesOf(text)) {
            const bool marker = line.starts_with("---[");
            out += "| " + line + std::string(line.size() < 122 ? 122 - line.size() : 0, marker ? '-' : ' ') + " |\n";
        }
        return out + rule;
    };
}

Damage colored()
{
    return eachLine([](const std::string &line, std::size_t index) {
        return "\x1b[0;3" + std::to_string(index % 8) + "m" + line.substr(0, 30) + "\x1b[1m"
            + line.substr(std::min<std::size_t>(30, line.size())) + "\x1b[0m\x1b[K";
    });
}

std::vector<NamedDamage> harmlessDamages()
{
    const Damage dmesg = eachLine([](const std::string &line, std::size_t i) { return stampText(i) + line; });
    const Damage squeeze = eachLine([](const std::string &line, std::size_t) { return squeezed(line); });
    const auto listing = [](char separator) {
        return eachLine([separator](const std::string &line, std::size_t i) {
            return "dumps/board-1.txt" + std::string(1, separator) + std::to_string(i + 1) + separator + line;
        });
    };
    return {
        {"carriage returns", suffixed("\r")},
        {"two carriage returns", suffixed("\r\r")},
        {"quoted", prefixed("> ")},
        {"quoted without blank", prefixed(">")},
        {"quoted three times", prefixed(">>> ")},
        {"quoted twice, blanks between", prefixed("> > ")},
        {"quoted seven times", prefixed(">>>>>>> ")},
        {"quoted and indented", prefixed(">     ")},
        {"quoted by a name", prefixed("jm> ")},
        {"wrapped at 40", wrapped(40)},
        {"wrapped at 60", wrapped(60)},
        {"wrapped at 66", wrapped(66)},
        {"wrapped at 72", wrapped(72)},
        {"wrapped at 76", wrapped(76)},
        {"wrapped at 80", wrapped(80)},
        {"wrapped at 100", wrapped(100)},
        {"flowed at 72", wrapped(72, true)},
        {"wrapped twice", both(wrapped(80), wrapped(50))},
        {"wrapped, then quoted", both(wrapped(72), prefixed("> "))},
        {"flowed, then quoted", both(wrapped(72, true), prefixed(">> "))},
        {"quoted, then wrapped", both(prefixed("> "), wrapped(78))},
        {"wrapped, carriage returns", both(wrapped(72), suffixed("\r"))},
        {"wrapped and indented", both(wrapped(72), prefixed("    "))},
        {"squeezed, then wrapped", both(squeeze, wrapped(60))},
        {"kernel log", dmesg},
        {"kernel log, quoted", both(dmesg, prefixed("> "))},
        {"kernel log, wrapped and quoted", both(both(dmesg, wrapped(76)), prefixed("> "))},
        {"log level", prefixed("<6>")},
        {"log level and stamp", both(dmesg, prefixed("<6>"))},
        {"log level, stamp and thread",
         eachLine([](const std::string &line, std::size_t i) { return stampText(i) + "[    T1] " + line; })},
        {"journal", prefixed("Nov 21 01:52:07 board kernel: ")},
        {"log with wall clock", prefixed("[Fri Nov 21 01:52:07 2025] ")},
        {"grep", prefixed("kernel_page_tables:")},
        {"grep context", prefixed("kernel_page_tables-")},
        {"grep with a folder", prefixed("/sys/kernel/debug/kernel_page_tables:")},
        {"grep with numbers", listing(':')},
        {"grep context with numbers", listing('-')},
        {"line numbers",
         eachLine([](const std::string &line, std::size_t i) { return std::to_string(i + 1) + ":" + line; })},
        {"cat -n",
         eachLine([](const std::string &line, std::size_t i) { return "   " + std::to_string(i + 1) + "\t" + line; })},
        {"squeezed", squeeze},
        {"squeezed and quoted", both(squeeze, prefixed("> "))},
        {"blanks at the ends lost", eachLine([](const std::string &line, std::size_t) { return trimmedEnd(line); })},
        {"blanks added at the ends", suffixed("   ")},
        {"tabs between columns", eachLine([](const std::string &line, std::size_t) {
             return replaced(replaced(replaced(line, "       ", "\t"), "    ", "\t"), "   ", "\t");
         })},
        {"tab in front", prefixed("\t")},
        {"no-break spaces", [](const std::string &text) { return replaced(text, "  ", "\u00a0 "); }},
        {"no-break spaces only", [](const std::string &text) { return replaced(text, " ", "\u00a0"); }},
        {"quoted-printable", quotedPrintable(76)},
        {"quoted-printable, every blank", quotedPrintable(76, true)},
        {"quoted-printable, carriage returns", both(quotedPrintable(76), suffixed("\r"))},
        {"flowed, quoted-printable", both(wrapped(72, true), quotedPrintable(76))},
        {"quoted, quoted-printable", both(prefixed("> "), quotedPrintable(76, true))},
        {"wrapped, quoted-printable at 40", both(wrapped(72), quotedPrintable(40, true))},
        {"byte order mark", [](const std::string &text) { return "\xef\xbb\xbf" + text; }},
        {"indented", prefixed("    ")},
        {"diff context", prefixed(" ")},
        {"diff added", prefixed("+")},
        {"diff removed", prefixed("-")},
        {"diff added, quoted", both(prefixed("+"), prefixed("> "))},
        {"frame", framed()},
        {"frame, quoted", both(framed(), prefixed("> "))},
        {"colours", colored()},
        {"NUL bytes", eachLine([](const std::string &line, std::size_t) {
             return std::string(1, '\0') + line + std::string(2, '\0');
         })},
        {"blank lines between", suffixed("\n")},
        {"no newline at the end", [](const std::string &text) { return text.substr(0, text.size() - 1); }},
        {"prompt, echo and console",
         [](const std::string &text) {
             return "root@board:~# cat /sys/kernel/debug/kernel_page_tables\n" + text
                 + "~ # [  198.894563] random: crng init done\n";
         }},
        {"a remark behind each row", eachLine([](const std::string &line, std::size_t) {
             return line.starts_with("0x") ? line + "  <--- see below" : line;
         })},
    };
}

} // namespace ptscope::test
