// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/DoubleAwaits.h"
#include "Analysis/Names.h"
#include "Checks/CoroCheck.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reports awaitables that are used again after they were used up.
/// docs/checks/double-await.md
class DoubleAwaitCheck final : public CoroCheck {
public:
  using CoroCheck::CoroCheck;

protected:
  void checkFunction(const FunctionDecl &F) override {
    forEachDoubleAwait(file().fates(F), [&](const DoubleAwait &Found) {
      std::string Name =
          "'" + Found.AgainName->getNameInfo().getAsString() + "'";
      std::string Earlier = Found.InEarlierIteration
                                ? " in an earlier iteration of the loop"
                                : " here";
      Message M;
      M.Function = &F;
      M.Location = Found.AgainName->getLocation();
      M.Range = SourceRange(M.Location);
      M.Text = Name + " is " + participle(Found.Again) + " after it was " +
               participle(Found.Before) + ": a '" +
               qualifiedName(*Found.Class) + "' can be used only once";
      M.Notes.push_back({Found.BeforeName->getLocation(),
                         Name + " was " + participle(Found.Before) + Earlier});
      M.Advice = "keep what awaiting it gives, or make a new one each time";
      tell(M);
    });
  }

private:
  static std::string participle(const AwaitableUse &Done) {
    switch (Done.What) {
    case Use::Awaited:
      return "awaited";
    case Use::Started:
      return "passed on";
    default:
      return "moved from";
    }
  }
};

} // namespace

std::unique_ptr<tidy::ClangTidyCheck>
createDoubleAwaitCheck(StringRef Name, tidy::ClangTidyContext *Context) {
  return std::make_unique<DoubleAwaitCheck>(Name, Context);
}

} // namespace corolint
