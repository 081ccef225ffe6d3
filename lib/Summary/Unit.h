// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All that is kept of one translation unit: the summaries of its functions and
// the findings in it, those included that hang on what other units say.
#pragma once

#include "Finding/Finding.h"
#include "Summary/Summary.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>

namespace corolint::summary {

/// Another candidate of the same check and unit that, if it is a finding,
/// changes what is said of this one.
struct Rival {
  enum Kind : uint8_t {
    SaysTheSame, ///< This one isn't told.
    FixCoversIt, ///< Its fix rewrites this one's call too: this one has none.
    DestroysIt,  ///< It is about the destructor of the object that this one
                 ///< constructs: a fix would mend the half of it.
  };
  unsigned Number = 0; ///< In the order in which they are told.
  Kind Does = SaysTheSame;
};

/// On what terms a diagnostic is a finding. By default on none.
struct Terms {
  /// The call that must be found to block.
  std::optional<CallSite> Through;
  /// The kinds of blocking that count for it, separated by ";".
  std::string Kinds;
  /// The function called, when the remedy is to run it on another thread.
  std::string Offloads;
  /// The assumption that it rests on, or none.
  Ref If = 0;
  std::vector<Rival> Rivals;
  /// The coroutine, a symbol, that must not always start where it may block; or
  /// none.
  Ref Coroutine = 0;
};

/// A finding, or what becomes one on its terms.
struct Candidate {
  /// Complete, but for what the chain from `On.Through` says.
  Finding What;
  unsigned Number = 0; ///< Among those of its check in its unit.
  Terms On;
};

/// How a coroutine is started in a unit.
struct CoroutineStarts {
  Ref Coroutine = 0;
  unsigned OnPools = 0; ///< Handed to a pool.
  unsigned Named = 0;   ///< All mentions, those included.
};

/// Plain data; copied tables and indices stay valid.
struct Unit {
  std::string MainFile; ///< Absolute.
  std::vector<std::string> Names{""};
  std::vector<std::string> Files{""}; ///< Absolute.
  std::vector<SymbolId> Symbols{0};
  std::vector<Assumption> Assumptions{{}};
  std::vector<Function> Functions;
  std::vector<Class> Classes;
  std::vector<CoroutineStarts> Starts;
  std::vector<Candidate> Candidates;
  /// The coroutines that were looked at, by file and offset, sorted.
  std::vector<std::pair<std::string, unsigned>> Coroutines;
  std::vector<FileError> Errors;
  /// What is wrong in the checks' options.
  std::vector<std::string> ConfigErrors;

  /// Calls \p Visit for every path in it. They are absolute; an archive holds
  /// them relative to its root.
  void forEachPath(llvm::function_ref<void(std::string &)> Visit);
};

/// Fills in a unit's tables, each entry once.
class UnitBuilder {
public:
  Unit Built;

  Ref name(llvm::StringRef Text) { return intern(Names, Built.Names, Text); }
  Ref file(llvm::StringRef Path) { return intern(Files, Built.Files, Path); }
  Ref symbol(SymbolId Id);
  Ref assumption(const Assumption &A);

private:
  static Ref intern(llvm::StringMap<Ref> &Known,
                    std::vector<std::string> &Table, llvm::StringRef Text);

  llvm::StringMap<Ref> Names, Files;
  llvm::DenseMap<SymbolId, Ref> Symbols;
};

/// \p U without what nothing in it refers to in its tables.
Unit compacted(const Unit &U);

/// Adds to \p Into, a unit that is being made, what \p Earlier, an earlier unit
/// of the same file, knows of the functions of headers and \p Into doesn't: an
/// editor's host doesn't parse their bodies.
void adoptHeaders(UnitBuilder &Into, const Unit &Earlier);

} // namespace corolint::summary
