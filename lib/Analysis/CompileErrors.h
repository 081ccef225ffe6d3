// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// compiler's errors => which functions don't compile, and what the errors' and
// their notes' arguments say.
//
// Clang drops a statement whose co_await fails: nothing of it is in the AST.
// What is left are the diagnostics, which carry types and declarations in their
// arguments. They are overheard on their way to whoever consumes them.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Type.h"
#include "clang/Basic/Diagnostic.h"
#include <memory>
#include <vector>

namespace corolint {

/// One diagnostic of the compiler.
struct Diagnosis {
  unsigned ID = 0;
  clang::SourceLocation Location; ///< May be in a macro.
  /// The types among the arguments, in order; classes given as declarations or
  /// as declaration contexts among them.
  std::vector<clang::QualType> Types;
  /// The names among the arguments, of declarations or as texts.
  std::vector<std::string> Names;
  std::vector<const clang::NamedDecl *> Decls;
};

/// An error with its notes.
struct CompileError : Diagnosis {
  std::vector<Diagnosis> Notes;

  /// The note \p ID, or null.
  const Diagnosis *note(unsigned ID) const;
};

/// Overhears the errors of one translation unit's parse. It forwards everything
/// to the consumer that was there before and puts it back when it goes.
class CompileErrors {
public:
  /// Installs a listener in \p Engine, which must outlive it. Not thread-safe
  /// across threads that share an engine.
  static std::unique_ptr<CompileErrors>
  listenTo(clang::DiagnosticsEngine &Engine);

  virtual ~CompileErrors();

  llvm::ArrayRef<CompileError> errors() const { return Errors; }

  /// An error lies in \p Range of a file, or is about a `co_await` in it: what
  /// is wrong may be where the awaiter is declared. Linear in the number of
  /// errors.
  bool anyIn(clang::SourceRange Range, const clang::SourceManager &SM) const;

protected:
  CompileErrors() = default;
  std::vector<CompileError> Errors;
};

/// The places where the compiler says \p E is of consequence: its own, and that
/// of each note that leads from a function which awaiting calls to the await.
llvm::SmallVector<clang::SourceLocation, 2> placesOf(const CompileError &E);

/// \p Name is of a function that `co_await` calls.
bool isAwaitFunction(llvm::StringRef Name);

} // namespace corolint
