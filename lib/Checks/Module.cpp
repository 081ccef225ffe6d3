// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers the checks with clang-tidy: the same way in all three hosts.
#include "Checks/CheckTable.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"

namespace corolint {
namespace {
class CoroModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    for (const CheckEntry &Check : checkTable())
      Factories.registerCheckFactory(Check.Id, Check.Create);
  }
};
} // namespace

static clang::tidy::ClangTidyModuleRegistry::Add<CoroModule>
    Registration("coro-module", "Checks for C++20 coroutines.");

} // namespace corolint
