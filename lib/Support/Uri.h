// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Paths in URIs (RFC 3986).
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// \p Path, of any bytes, as the path of a URI: percent-encoded.
std::string uriPath(llvm::StringRef Path);

/// The path of a `file:` URI; empty for any other.
std::string pathOfUri(llvm::StringRef Uri);

} // namespace corolint
