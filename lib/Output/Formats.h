// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only table of the formats, and how an output is named on the command
// line.
#pragma once

#include "Output/Writers.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace corolint {

struct OutputFormat {
  llvm::StringRef Name;
  void (*Write)(const Report &, const ReportSetting &, llvm::raw_ostream &);
};

/// Text first, which is the default.
llvm::ArrayRef<OutputFormat> outputFormats();

/// The format called \p Name. The error says which one was probably meant.
llvm::Expected<const OutputFormat *> findFormat(llvm::StringRef Name);

struct OutputTarget {
  const OutputFormat *Format;
  std::string File; ///< Empty: standard output.
};

/// \p Text is `KIND` or `KIND=FILE`; the file `-` is standard output.
llvm::Expected<OutputTarget> parseOutput(llvm::StringRef Text);

} // namespace corolint
