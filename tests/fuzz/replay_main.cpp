// SPDX-License-Identifier: GPL-3.0-or-later
// Replays a fuzz corpus without libFuzzer: `replay_NAME FILE|FOLDER...`. A folder without a file is a failure, because a replay of
// nothing would pass for ever.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> filesBelow(const fs::path &place)
{
    if (fs::is_regular_file(place)) {
        return {place};
    }
    std::vector<fs::path> files;
    if (fs::is_directory(place)) {
        for (const fs::directory_entry &entry : fs::recursive_directory_iterator(place)) {
            if (entry.is_regular_file()) {
                files.push_back(entry.path());
            }
        }
    }
    return files;
}

bool replay(const fs::path &file)
{
    const auto size = static_cast<std::size_t>(fs::file_size(file));
    // A block of exactly the input's size lets the address sanitizer see a read of one byte too many.
    const auto input = std::make_unique<std::uint8_t[]>(size);
    std::ifstream stream(file, std::ios::binary);
    stream.read(reinterpret_cast<char *>(input.get()), static_cast<std::streamsize>(size));
    if (static_cast<std::size_t>(stream.gcount()) != size) {
        std::fprintf(stderr, "%s: cannot be read\n", file.c_str());
        return false;
    }
    std::printf("%s (%zu bytes)\n", file.c_str(), size);
    std::fflush(stdout);
    LLVMFuzzerTestOneInput(input.get(), size);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    bool good = argc > 1;
    for (int i = 1; i < argc; ++i) {
        const std::vector<fs::path> files = filesBelow(argv[i]);
        if (files.empty()) {
            std::fprintf(stderr, "%s: no corpus\n", argv[i]);
            good = false;
        }
        for (const fs::path &file : files) {
            good = replay(file) && good;
        }
    }
    const std::uint8_t nothing = 0;
    LLVMFuzzerTestOneInput(&nothing, 0);
    return good ? 0 : 1;
}
