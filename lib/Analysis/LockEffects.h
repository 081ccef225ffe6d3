// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => which locks it leaves taken or given back; class => does an
// object of it hold locks? Read from visible bodies.
#pragma once

#include "Analysis/LockState.h"
#include "Model/Model.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace corolint {

/// One way in which a call may end. The paths are the callee's.
struct LockOutcome {
  std::vector<HeldLock> Locks;
  std::vector<ObjectPath> GivenBack;
  std::optional<KnownValue> Result;

  bool operator==(const LockOutcome &Other) const {
    return Locks == Other.Locks && GivenBack == Other.GivenBack &&
           Result == Other.Result;
  }
};

using LockOutcomes = std::vector<LockOutcome>;

/// The knowledge of one translation unit, gathered when it is asked for. Not
/// thread-safe.
class LockEffects {
public:
  explicit LockEffects(const model::Model &M) : M(M) {}

  const model::Model &model() const { return M; }

  /// How calling \p F may end; null if its body can't be seen or has nothing to
  /// do with locks. Calling a coroutine runs nothing.
  const LockOutcomes *outcomes(const clang::FunctionDecl &F);

  /// The destructor of \p R, which was written, gives a lock back.
  bool givesBackAtEnd(const clang::CXXRecordDecl *R);

  /// A \p T may hold locks: it is a guard, wraps one, or has one as a member or
  /// base.
  bool mayHold(clang::QualType T);

  /// A \p T that was made out of sight holds a lock, most likely: it is a
  /// guard, has one that can't be empty, or gives one back in its destructor.
  bool likelyHolds(clang::QualType T);

  /// \p F's body takes a lock, or gives one back, or calls what does.
  bool touchesLocks(const clang::FunctionDecl &F);

private:
  const model::Model &M;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<LockOutcomes>>
      Outcomes;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Touches;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Holds;
};

} // namespace corolint
