// SPDX-License-Identifier: GPL-3.0-or-later
// Painting text needs a QApplication, so the benchmarks of the views cannot use google-benchmark's own main.
#include <QApplication>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace {

/// "Intel(R) Xeon(R) ..."; google-benchmark itself tells only how many and how fast.
std::string processorName()
{
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            return line.substr(std::min(line.find(": ") + 2, line.size()));
        }
    }
    return "unknown";
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    const QApplication application(argc, argv);
    benchmark::AddCustomContext("processor", processorName());
    benchmark::AddCustomContext("painting", "software, one thread of Qt " + std::string(qVersion()));
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 1;
    }
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
