// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// compiler's errors => which functions don't compile, and which errors say
// that a `co_await` has no awaitable.
//
// Clang drops a statement whose co_await fails: nothing of it is in the AST.
// What is left are the diagnostics, which carry the operand's type in their
// arguments. They are overheard on their way to whoever consumes them.
#pragma once

#include "clang/AST/Type.h"
#include "clang/Basic/Diagnostic.h"
#include <memory>
#include <vector>

namespace corolint {

/// One error, with what its arguments and its notes' arguments say.
struct CompileError {
  unsigned ID = 0;
  clang::SourceLocation Location; ///< A place in a file.
  bool InMacro = false;
  /// The types among the arguments, in order; a class given as a declaration
  /// context counts. Those of the notes follow in NoteTypes.
  std::vector<clang::QualType> Types, NoteTypes;
  std::vector<std::string> Names; ///< Declaration names among the arguments.
};

/// Overhears the errors of one translation unit's parse. The checks of a
/// translation unit share one listener; it forwards everything to the consumer
/// that was there before and puts it back when the last check is gone.
class CompileErrors {
public:
  /// The listener of \p Engine, installed if there is none yet. The engine must
  /// outlive it. Not thread-safe across threads that share an engine.
  static std::shared_ptr<CompileErrors>
  listenTo(clang::DiagnosticsEngine &Engine);

  virtual ~CompileErrors();

  llvm::ArrayRef<CompileError> errors() const { return Errors; }

  /// An error lies in \p Range of a file. Linear in the number of errors.
  bool anyIn(clang::SourceRange Range, const clang::SourceManager &SM) const;

protected:
  CompileErrors() = default;
  std::vector<CompileError> Errors;
};

} // namespace corolint
