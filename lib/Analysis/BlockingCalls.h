// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the calls in it that may block its thread.
//
//   evaluations (Evaluation.h) x flow x model and marks => ThreadCall
//
// Finding only: whether a callee's body blocks is the call graph's to say, what
// to tell of it the check's.
#pragma once

#include "Analysis/Evaluation.h"
#include "Analysis/Flow.h"
#include "Summary/Summary.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

/// A call that runs on the thread of the function that it is in, and blocks: it
/// does so itself, or Site says what may make it do so.
struct ThreadCall {
  Evaluation At;
  /// The model's entry under which it blocks, or null.
  const model::BlockingApi *Api = nullptr;
  /// The callee is marked `corolint::blocking`.
  bool Marked = false;
  /// It drives an awaitable until that is done, by its name (SyncWaits.h).
  bool DrivesAwaitable = false;
  /// What is to be asked of the call graph when it doesn't block itself.
  std::optional<summary::CallSite> Site;

  bool blocksItself() const { return Api || Marked || DrivesAwaitable; }
  bool isSyncWait() const { return DrivesAwaitable || (Api && Api->SyncWait); }

  /// What blocks itself, as the user writes it: `std::ifstream`,
  /// `std::future::get`.
  std::string apiName() const;
  /// The kind of what blocks itself; empty when a mark says that it does.
  llvm::StringRef kind() const;

  /// The call with all that the user sees as one with it: `a >> b >> c`.
  const clang::Expr *wholeExpression() const;

  /// The range-for whose range expression the call stands in, or null.
  const clang::CXXForRangeStmt *rangeInitOf() const;
};

/// \p Api can be about \p F: a C function's entry isn't about a C++ function of
/// that name.
bool appliesTo(const model::BlockingApi &Api, const clang::FunctionDecl &F);

/// The entry of \p M under which \p E blocks, or null: found by name, with its
/// conditions met and no exemption in sight.
const model::BlockingApi *blockingApi(const Evaluation &E,
                                      const model::Model &M);

/// Answers what is to be asked of the call graph about a call that doesn't
/// block itself; nullopt when its callee does nothing that matters.
using SiteFinder =
    llvm::function_ref<std::optional<summary::CallSite>(const Evaluation &)>;

/// What is to be said of a call, and why.
struct Ruling {
  enum Reason {
    Blocks,          ///< Itself, or through what its site finds.
    Allowed,         ///< Its function is marked `corolint::allow_blocking`.
    Marked,          ///< Its callee is marked as non-blocking.
    ListedHarmless,  ///< The model lists its callee as non-blocking.
    Spared,          ///< Its callee's entries in the model don't hold here.
    NothingToFollow, ///< Nothing says that its callee blocks.
    Unreachable,     ///< No path leads there.
    Switched,        ///< The coroutine has moved to where it may block.
    ResultIsThere,   ///< It asks a future for what is there.
    EndsProcess,     ///< Every path from there ends the process.
  };
  Reason Why = Blocks;
  /// For Spared: the last such entry, and its exemption if that is why.
  const model::BlockingApi *Entry = nullptr;
  const model::Condition *Unless = nullptr;
};

/// Calls \p Visit for every call that running \p F evaluates, with what is to
/// be said of it. The arguments are those of forEachThreadCall().
void forEachJudgedCall(
    const clang::FunctionDecl &F, const model::Model &M, Flow &Paths,
    bool OnAnyExecutor, SiteFinder SiteOf,
    llvm::function_ref<void(const ThreadCall &, const Ruling &)> Visit);

/// Calls \p Visit for every call that \p F makes on its own thread and that
/// blocks: itself, or through what \p SiteOf finds. None that certainly
/// doesn't: where no path leads, where a coroutine has moved to an executor for
/// blocking (unless \p OnAnyExecutor), where the model has an exemption or a
/// mark says so. Nothing of a function that is marked
/// `corolint::allow_blocking`. `At.Ancestors` lives only during the visit.
void forEachThreadCall(const clang::FunctionDecl &F, const model::Model &M,
                       Flow &Paths, bool OnAnyExecutor, SiteFinder SiteOf,
                       llvm::function_ref<void(const ThreadCall &)> Visit);

/// \p F blocks, or what it calls does, as far as the bodies of this file show.
/// For a question or two: who has many asks the call graph.
bool blocksInSight(const clang::FunctionDecl &F, const model::Model &M);

} // namespace corolint
