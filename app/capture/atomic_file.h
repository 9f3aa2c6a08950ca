// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace ptscope {

/// A file that comes into being whole or not at all: written beside its place, flushed to the disk, renamed. What stood there
/// keeps its permissions and, when anything fails, its content. Something that is no plain file (a device, a pipe) is written
/// in place: /dev/null must stay what it is; a link is followed, so that it stays a link.
class AtomicFile
{
public:
    /// Fails with NotFound, PermissionDenied, IsDirectory or WriteFailed.
    static Result<AtomicFile> create(const std::string &path);
    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile(const AtomicFile &) = delete;
    AtomicFile &operator=(const AtomicFile &) = delete;
    AtomicFile &operator=(AtomicFile &&) = delete;
    /// Without commit() nothing is left behind.
    ~AtomicFile();

    /// False when it cannot be written; commit() then says why.
    bool write(std::string_view bytes);
    Result<void> commit();

private:
    AtomicFile(int fd, std::string path, std::string beside, std::string asked);
    Error failure(int error) const;
    void discard();

    int m_fd;
    std::string m_path;   ///< where it will be
    std::string m_beside; ///< where it is until then; empty when it is written in place
    std::string m_asked;  ///< the path as given, for sentences
    int m_error = 0;
};

/// Writes the whole file by `fill`, which gets a sink and answers false when it gave up. Fails as AtomicFile does; Cancelled
/// when `fill` gave up though everything could be written.
Result<void> saveAtomically(const std::string &path,
                            const std::function<bool(const std::function<bool(std::string_view)> &sink)> &fill);

} // namespace ptscope
