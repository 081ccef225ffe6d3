// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// coroutine => the calls in it that may block its thread.
//
//   evaluations (Evaluation.h) x model and marks => BlockingCall
//
// Finding only: what to say and how to fix it is the check's.
#pragma once

#include "Analysis/Evaluation.h"
#include "Analysis/Flow.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

/// A call that blocks, and who says so.
struct BlockingCall {
  Evaluation At;
  /// The model's entry; null when the callee is marked `corolint::blocking`.
  const model::BlockingApi *Api = nullptr;

  /// What blocks, as the user writes it: `std::ifstream`, `std::future::get`.
  std::string apiName() const;
  model::Kind kind() const;

  /// The range-for whose range expression the call stands in, or null.
  const clang::CXXForRangeStmt *rangeInitOf() const;
};

/// The entry of \p M under which \p E blocks, or null: found by name, with its
/// conditions met and no exemption in sight.
const model::BlockingApi *blockingApi(const Evaluation &E,
                                      const model::Model &M);

/// Calls \p Visit for every reachable call in coroutine \p F that blocks. \p F
/// must be an asynchronous coroutine; marks are respected. `At.Ancestors` lives
/// only during the visit.
void forEachBlockingCall(const clang::FunctionDecl &F, const model::Model &M,
                         Flow &Paths,
                         llvm::function_ref<void(const BlockingCall &)> Visit);

} // namespace corolint
