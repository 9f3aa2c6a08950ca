// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/series/load_series.h"

#include <algorithm>

#include "core/paging/geometry_words.h"
#include "core/series/moment_order.h"

namespace ptscope {

namespace {

class Loader
{
public:
    Loader(const LoadOptions &options, Progress *progress) : m_options(options), m_progress(progress) { }

    Result<void> take(const SeriesFile &file)
    {
        auto text = loadFile(file.path, m_options, m_progress);
        if (!text) {
            text.error().subject = file.path;
            if (endsAll(file, text.error().code)) {
                return tl::make_unexpected(text.error());
            }
            m_out.skipped.push_back(text.error());
            return {};
        }
        m_times.push_back({file.name, text->snapshots.front()->source().captured});
        m_files.push_back(file);
        for (std::size_t i = 0; i < text->snapshots.size(); ++i) {
            const std::string number = text->snapshots.size() > 1 ? "#" + std::to_string(i + 1) : "";
            if (auto added = add(*text->snapshots[i], file.name + number); !added) {
                return added;
            }
        }
        return {};
    }

    /// The files in the order of their capture times, when that is another one than they were read in.
    std::vector<SeriesFile> inOrderOfTime()
    {
        std::vector<std::size_t> order;
        m_out.orderedByTime = orderInTime(m_times, order) == OrderedBy::CaptureTime;
        std::vector<SeriesFile> out;
        if (m_out.orderedByTime && !std::is_sorted(order.begin(), order.end())) {
            for (const std::size_t i : order) {
                out.push_back(m_files[i]);
            }
        }
        return out;
    }

    LoadedSeries finish()
    {
        for (SeriesBuilder &builder : m_builders) {
            if (SeriesPtr part = builder.take()) {
                m_out.parts.push_back(std::move(part));
            }
        }
        std::stable_sort(m_out.parts.begin(), m_out.parts.end(),
                         [](const SeriesPtr &a, const SeriesPtr &b) { return a->size() > b->size(); });
        for (std::size_t i = 1; i < m_out.parts.size(); ++i) {
            tellLeftOut(*m_out.parts[i]);
        }
        return std::move(m_out);
    }

private:
    /// A name that was mistyped is no damaged member, and what holds for the machine holds for the rest as well.
    static bool endsAll(const SeriesFile &file, ErrorCode code)
    {
        return code == ErrorCode::Cancelled || code == ErrorCode::OutOfMemory || (file.asked && code == ErrorCode::NotFound);
    }

    /// To the snapshots of its geometry.
    Result<void> add(const Snapshot &snapshot, const std::string &name)
    {
        for (SeriesBuilder &builder : m_builders) {
            const auto added = builder.add(snapshot, name);
            if (added || added.error().code != ErrorCode::InconsistentGeometry) {
                return added;
            }
        }
        return m_builders.emplace_back().add(snapshot, name);
    }

    void tellLeftOut(const Series &part)
    {
        const std::string geometries =
            geometryWords(m_out.parts.front()->geometry()) + " against " + geometryWords(part.geometry());
        for (const Moment &moment : part.moments()) {
            m_out.otherGeometry.push_back({ErrorCode::InconsistentGeometry, moment.name, geometries + ": no one time axis"});
        }
    }

    const LoadOptions &m_options;
    Progress *m_progress;
    std::vector<SeriesBuilder> m_builders; ///< one for each geometry
    LoadedSeries m_out;
    std::vector<MomentName> m_times;
    std::vector<SeriesFile> m_files;
};

} // namespace

Result<LoadedSeries> loadSeries(const std::vector<SeriesFile> &files, const LoadOptions &options, Progress *progress)
{
    Loader loader(options, progress);
    for (const SeriesFile &file : files) {
        if (const auto taken = loader.take(file); !taken) {
            return tl::make_unexpected(taken.error());
        }
    }
    // Times stand inside the files. A second reading costs time, holding all of them would cost memory.
    if (const std::vector<SeriesFile> order = loader.inOrderOfTime(); !order.empty()) {
        Loader again(options, progress);
        for (const SeriesFile &file : order) {
            if (const auto taken = again.take(file); !taken) {
                return tl::make_unexpected(taken.error());
            }
        }
        LoadedSeries out = again.finish();
        out.orderedByTime = true;
        out.skipped = loader.finish().skipped;
        return out;
    }
    LoadedSeries out = loader.finish();
    if (out.parts.empty()) {
        return out.skipped.empty() ? fail(ErrorCode::NothingFound, {}, "no dumps were named")
                                   : tl::make_unexpected(out.skipped.front());
    }
    return out;
}

} // namespace ptscope
