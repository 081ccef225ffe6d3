// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/LockState.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// \p Given names the mutex of \p Lock by the way of another object: an element
/// of the same container, the member of another pointee. It must be the same
/// one, or the code would be wrong.
static bool isLikely(const HeldLock &Lock, const ObjectPath &Given) {
  if (!Lock.Guard.empty())
    return false;
  if (Lock.Mutex.isWritten() && Given.isWritten())
    return true;
  if (Lock.Mutex.lastMember() || Given.lastMember())
    return Lock.Mutex.lastMember() == Given.lastMember();
  auto Refers = [](const VarDecl *Var) {
    return Var && (Var->getType()->isReferenceType() ||
                   Var->getType()->isPointerType());
  };
  return Refers(Lock.Mutex.variable()) && Refers(Given.variable());
}

void LockState::giveBack(const ObjectPath &Object) {
  size_t Before = Locks.size();
  // A container gives all back, an own guard by way of its member.
  erase_if(Locks, [&](const HeldLock &Lock) {
    return !Lock.Guard.empty() &&
           (Lock.Guard.isWithin(Object) || Object.isWithin(Lock.Guard));
  });
  if (Locks.size() != Before)
    return;
  auto Last = [&](auto Matches) {
    auto Found = find_if(reverse(Locks), Matches);
    if (Found == Locks.rend())
      return false;
    Locks.erase(std::next(Found).base());
    return true;
  };
  if (Last([&](const HeldLock &Lock) {
        return Lock.Mutex == Object || Lock.Alias == Object;
      }) ||
      Last([&](const HeldLock &Lock) { return isLikely(Lock, Object); }))
    return;
  if (!is_contained(GivenBack, Object))
    GivenBack.push_back(Object);
}

void LockState::end(const ObjectPath &Object) {
  erase_if(Locks, [&](const HeldLock &Lock) {
    return Lock.Guard.isWithin(Object) ||
           (Lock.Guard.empty() && Lock.Mutex.isWithin(Object));
  });
  if (const VarDecl *Var = Object.variable())
    Variables.erase(Var);
}

void LockState::move(const ObjectPath &From, const ObjectPath &To) {
  if (From.empty() || To.empty())
    return;
  for (HeldLock &Lock : Locks) {
    if (Lock.Guard.isWithin(From))
      Lock.Guard = Lock.Guard.moved(From, To);
    if (Lock.Mutex.isWithin(From))
      Lock.Mutex = Lock.Mutex.moved(From, To);
  }
}

void LockState::swap(const ObjectPath &A, const ObjectPath &B) {
  for (HeldLock &Lock : Locks)
    if (Lock.Guard.isWithin(A))
      Lock.Guard = Lock.Guard.moved(A, B);
    else if (Lock.Guard.isWithin(B))
      Lock.Guard = Lock.Guard.moved(B, A);
}

void LockState::empty(const ObjectPath &Object) {
  erase_if(Locks,
           [&](const HeldLock &Lock) { return Lock.Guard.isWithin(Object); });
}

void LockState::release(const ObjectPath &Object) {
  for (HeldLock &Lock : Locks)
    if (Lock.Guard.isWithin(Object)) {
      Lock.Alias = Lock.Guard.mutexOf();
      Lock.Guard = ObjectPath();
    }
}

} // namespace corolint
