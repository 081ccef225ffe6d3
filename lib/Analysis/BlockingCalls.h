// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => the calls in it that may block its thread.
//
//   evaluations (Evaluation.h) x flow x model and marks => ThreadCall
//
// Finding only: what to say and how to fix it is the check's.
#pragma once

#include "Analysis/Evaluation.h"
#include "Analysis/Flow.h"
#include "Summary/CallGraph.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

class Summaries;

/// A call that runs on the thread of the function that it is in, and what is
/// known of it. With nothing known it may still block by what its callee does.
struct ThreadCall {
  Evaluation At;
  /// The model's entry under which it blocks, or null.
  const model::BlockingApi *Api = nullptr;
  /// The callee is marked `corolint::blocking`.
  bool Marked = false;
  /// It drives an awaitable until that is done, by its name (SyncWaits.h).
  bool DrivesAwaitable = false;
  /// How it comes to block when its callee is no such function itself.
  std::optional<summary::Witness> Through;

  bool blocksItself() const { return Api || Marked || DrivesAwaitable; }
  bool isSyncWait() const { return DrivesAwaitable || (Api && Api->SyncWait); }

  /// What blocks, as the user writes it: `std::ifstream`, `std::future::get`.
  std::string apiName() const;
  /// The kind of what blocks; empty when a mark says that it does.
  llvm::StringRef kind() const;

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

/// Calls \p Visit for every call that \p F makes on its own thread, but those
/// that certainly don't block: where no path leads, where a coroutine has moved
/// to an executor for blocking (unless \p OnAnyExecutor), where the model has
/// an exemption or a mark says so. Nothing of a function that is marked
/// `corolint::allow_blocking`. `At.Ancestors` lives only during the visit.
void forEachThreadCall(const clang::FunctionDecl &F, const model::Model &M,
                       Flow &Paths, bool OnAnyExecutor,
                       llvm::function_ref<void(ThreadCall &)> Visit);

/// Of these calls in coroutine \p F the ones that block: themselves, or through
/// what they call, which \p Known has summarised and solved.
void forEachBlockingCall(const clang::FunctionDecl &F, const model::Model &M,
                         Flow &Paths, Summaries &Known,
                         llvm::function_ref<void(const ThreadCall &)> Visit);

} // namespace corolint
