// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Coroutine.h"
#include "Analysis/DroppedAwaitables.h"
#include "Analysis/Names.h"
#include "Checks/CoroCheck.h"
#include "Checks/UnawaitedFix.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports awaitables that nobody awaits. docs/checks/unawaited.md
class UnawaitedCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override {
    forEachDroppedAwaitable(
        file().fates(F), model(), [&](const DroppedAwaitable &Drop) {
          if (Drop.What.Starts == Start::Lazy || Drop.Nodiscard || *StrictEager)
            report(Drop, F);
        });
  }

private:
  void report(const DroppedAwaitable &Drop, const FunctionDecl &F) {
    Message M;
    M.Function = &F;
    const Expr *At = Drop.Overwriting ? Drop.Overwriting
                     : Drop.Assigned  ? Drop.Assigned
                                      : Drop.Discarded;
    M.Location = At ? At->getBeginLoc() : Drop.Variable->getLocation();
    M.Range = At ? At->getSourceRange() : SourceRange(M.Location);
    M.Text = whatIsLost(Drop) + (Drop.What.Starts == Start::Lazy
                                     ? ": its work never runs"
                                     : ": nobody learns how it ends");
    M.Fix = unawaitedFix(Drop, F, model());
    if (!M.Fix)
      M.Advice = advice(Drop, F);
    tell(M);
  }

  static std::string whatIsLost(const DroppedAwaitable &Drop) {
    std::string Type = "'" + qualifiedName(*Drop.What.Class) + "'";
    if (!Drop.Callable.isNull())
      return "the " + Type + " that this gives is dropped by '" +
             qualifiedName(*Drop.Callable->getAsCXXRecordDecl()) +
             "', which returns nothing";
    if (Drop.IgnoredBy)
      return "the " + Type + " that this gives is dropped by '" +
             qualifiedName(*Drop.IgnoredBy) + "', which ignores it";
    if (Drop.Question)
      return "this " + Type + " is only tested and never awaited";
    if (Drop.Discarded)
      return "this " + Type + " is discarded without being awaited";
    std::string Name = "'" + Drop.Variable->getNameAsString() + "'";
    if (Drop.Overwriting)
      return Name + " is overwritten before its " + Type + " was awaited";
    if (Drop.Assigned)
      return Name + " gets a " + Type + " here that is never awaited";
    return Name + " holds a " + Type + " that is never awaited";
  }

  static std::string advice(const DroppedAwaitable &Drop,
                            const FunctionDecl &F) {
    if (!Drop.Callable.isNull())
      return "take a callable that returns the awaitable, or start it inside a "
             "lambda that returns nothing";
    if (Drop.IgnoredBy)
      return "await in a loop of the coroutine's own, or start the awaitable "
             "inside a lambda that returns nothing";
    return coroutineBody(F)
               ? "await it, hand it to whoever does, or cast it to void to "
                 "drop it on purpose"
               : "this function is no coroutine: start it with the framework's "
                 "spawn function, or make this a coroutine and await it";
  }

  Option<bool> StrictEager{*this, "StrictEager", false};
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createUnawaitedCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<UnawaitedCheck>(Name, Context);
}

} // namespace corolint
