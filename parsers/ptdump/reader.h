// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/snapshot/infer_geometry.h"
#include "core/snapshot/snapshot.h"
#include "parsers/ptdump/dump_builder.h"
#include "parsers/ptdump/fixed_columns.h"
#include "parsers/ptdump/line_repair.h"
#include "parsers/ptdump/line_shape.h"

namespace ptscope {

/// Reads ptdump text block by block. Undamaged lines take the fixed-column path; every other line is repaired, read word
/// by word, and told of. One text may hold several dumps.
class DumpReader
{
public:
    explicit DumpReader(const GeometryWish &geometry = {});
    ~DumpReader();

    /// Makes room for the rows of so much text, where its length is known beforehand. A hint.
    void expectText(std::uint64_t bytes);
    /// Takes the next piece of text; lines may be cut anywhere between pieces. The reader may look at, but not use, up to
    /// FixedColumns::lookAhead bytes less than `block` holds: no padding is needed.
    void feed(std::string_view block);
    /// Something about what stands behind the text: told with its last line.
    void noteBehind(DiagnosticCode code, std::string_view excerpt);
    /// All dumps of the text, in order.
    Result<std::vector<SnapshotPtr>> finish(const SourceFacts &source);

    std::uint64_t lines() const { return m_line - 1; }
    /// Nothing that looks like a dump in so much text: not worth reading on.
    bool isHopeless() const;

private:
    /// A row that the next line may continue.
    struct Pending {
        std::string text;
        std::uint64_t line = 0;
        bool joined = false;
    };
    /// The beginning of a line that a quoted-printable soft break cut.
    struct SoftBroken {
        std::string text;
        std::uint64_t line = 0;
    };
    /// One dump of the text, while it is read.
    struct Dump {
        DumpBuilder builder;
        std::string caption;
        std::uint64_t firstLine = 0; ///< 0 before the first marker or row
    };

    void takeLine(std::string_view raw, bool terminated);
    void takeText(std::string_view raw, bool quotedPrintable);
    bool takeAlike(std::string_view raw, bool quotedPrintable);
    void takeRepaired(const RepairedLine &line, std::string_view raw);
    Dump &dump() { return *m_dumps.back(); }
    void log(DiagnosticCode code, std::string_view excerpt = {});
    bool joinPending(const RepairedLine &line);
    bool reopenHole();
    void takeMarker(const MarkerReading &marker, const RepairedLine &line);
    void takeOther(const RepairedLine &line);
    void tell(const RepairedLine &line);
    void flushPending();
    void commit(const RowReading &row, const Pending &pending);
    bool isSound(const RowReading &row, const Pending &pending, bool exact);
    void tellOddities(const RowReading &row, const Pending &pending, bool exact);
    void beginNextDump();
    void noteBeginning(std::uint64_t line);
    void dropEmptyDumps();
    bool skipLongLine(std::string_view &block);
    void takeCarried(std::string_view &block);
    Error whyNothing() const;

    GeometryWish m_geometry;
    std::vector<std::unique_ptr<Dump>> m_dumps;
    std::unique_ptr<FixedColumns> m_columns;
    std::string m_carry;
    std::optional<SoftBroken> m_softBroken;
    std::optional<Pending> m_pending;
    LineShape m_shape;
    std::string m_lastProse;
    std::uint64_t m_line = 1; ///< the line that is being read
    std::uint64_t m_at = 1;   ///< where the text at hand began: before m_line when soft breaks cut it
    std::uint64_t m_bytes = 0;
    std::array<std::uint64_t, 9> m_foreign{};
    std::vector<std::pair<DiagnosticCode, std::string>> m_behind;
    bool m_skippingLongLine = false;
    bool m_textSinceRow = false;
};

} // namespace ptscope
