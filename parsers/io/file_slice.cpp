// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/io/file_slice.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

#include "parsers/io/file_source.h"

namespace ptscope {

namespace {

bool isSameFile(const struct stat &a, const struct stat &b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec
        && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

} // namespace

Result<std::string> FileSlice::read() const
{
    const FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    struct stat now {};
    if (fd.get() < 0 || ::fstat(fd.get(), &now) != 0) {
        return fail(ErrorCode::ReadFailed, path, std::strerror(errno));
    }
    if (!isSameFile(facts, now)) {
        return fail(ErrorCode::ReadFailed, path, "the file was changed since it was opened");
    }
    std::string out(length, '\0');
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t got = ::pread(fd.get(), out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return fail(ErrorCode::ReadFailed, path, got < 0 ? std::strerror(errno) : "the file is shorter than it was");
        }
        done += static_cast<std::size_t>(got);
    }
    return out;
}

} // namespace ptscope
