// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A finding as plain data: what every writer gets and every check gives.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <vector>

namespace corolint {

/// A place in a file. Lines and columns count from 1, columns in bytes.
struct Place {
  std::string File; ///< Absolute, or relative to the current folder.
  unsigned Line = 0;
  unsigned Column = 0;
  unsigned Offset = 0; ///< In bytes from the file's start.
};

struct Note {
  Place At; ///< An empty file: the note has no place.
  std::string Message;
};

struct Edit {
  std::string File;
  unsigned Offset = 0;
  unsigned Length = 0;
  std::string Text;

  bool operator==(const Edit &) const = default;
  auto operator<=>(const Edit &) const = default;
};

/// A change that mends a finding. All edits or none are to be applied.
struct Fix {
  std::string Description;
  bool Safe = false; ///< Else suggested: it changes what runs where or when.
  std::vector<Edit> Edits;
};

/// One step from the coroutine to what blocks.
struct ChainLink {
  std::string Function;
  Place At;
};

struct Finding {
  std::string Check;
  std::string Severity; ///< "warning", "error" or "info".
  std::string Message;
  Place Begin;
  /// The offset of what it is about: that of Begin, or, in a macro's argument,
  /// behind it.
  unsigned Written = 0;
  unsigned EndLine = 0; ///< Of the first place after the finding.
  unsigned EndColumn = 0;
  std::string Function;  ///< Qualified; "lambda" for a lambda; may be empty.
  std::string Scope;     ///< The named function around it; may be empty.
  std::string Framework; ///< Whose coroutine Function is; may be empty.
  std::string Api;       ///< What blocks; empty for checks without one.
  std::string Kind;
  std::vector<ChainLink> Chain;
  std::vector<Note> Notes;
  std::vector<Fix> Fixes;
  std::string Statement; ///< The one it is in, without layout.
  std::string Around;    ///< A hash of the statements before and after it.
  std::string Fingerprint;
  bool Suppressed = false; ///< By a comment in the source.
};

/// Calls \p Visit for every path in \p F; empty ones too.
void forEachPath(Finding &F, llvm::function_ref<void(std::string &)> Visit);

/// A file that could not be analysed, or only in part.
struct FileError {
  std::string File;
  std::string Message;
  Place At; ///< What the message is about; an empty file: the file itself.
};

struct Report {
  std::vector<Finding> Findings; ///< By file, line, column, check.
  /// What is found, but not to be reported, because a comment in the source
  /// says so; in the same order.
  std::vector<Finding> Suppressed;
  /// What the baseline has already, in the same order.
  std::vector<Finding> Known;
  /// What was there before the change that the report is about, in the same
  /// order.
  std::vector<Finding> Earlier;
  std::vector<FileError> Errors;
  unsigned TranslationUnits = 0;
  unsigned Coroutines = 0;
  double Seconds = 0;
};

} // namespace corolint
