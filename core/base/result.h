// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace ptscope {

/// Why something could not be done at all. Words for people are made from it in app/text.
enum class ErrorCode {
    NotFound,
    PermissionDenied,
    IsDirectory,
    ReadFailed,
    WriteFailed,
    EmptyInput,
    NotADump,
    ForeignArchitecture, ///< detail names it, as in "x86-64"
    AddressesHidden,     ///< every address printed as zero: kptr_restrict
    CompressedDamaged,
    TooLarge,            ///< the decompressed text passes the ceiling; detail holds the ceiling in bytes
    OutOfMemory,
    Cancelled,
    InconsistentGeometry,
    BadArgument,
    NothingFound,
};

struct Error {
    ErrorCode code = ErrorCode::ReadFailed;
    std::string subject; ///< what it was about: a path, an argument
    std::string detail;  ///< facts for the sentence: a system message, an architecture, a number
};

template<class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string subject = {}, std::string detail = {})
{
    return tl::make_unexpected(Error{code, std::move(subject), std::move(detail)});
}

} // namespace ptscope
