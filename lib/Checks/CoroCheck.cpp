// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Checks/CoroCheck.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Instantiations.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLParser.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {

CoroCheck::CoroCheck(StringRef Name, tidy::ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Tidy(*Context),
      // Every fix brings its own include: one that relied on an earlier
      // finding's wouldn't compile where that one is suppressed.
      Includes(tidy::utils::IncludeSorter::IS_LLVM,
               /*SelfContainedDiags=*/true) {}

StringRef CoroCheck::readOption(StringRef Name, StringRef Default) {
  return Options.get(Name, Default);
}

bool CoroCheck::readOption(StringRef Name, bool Default) {
  std::optional<StringRef> Text = Options.get(Name);
  if (!Text)
    return Default;
  if (std::optional<bool> Value = yaml::parseBool(*Text))
    return *Value;
  configurationDiag("invalid value '%0' for %1.%2; expected true or false")
      << *Text << getID() << Name;
  return Default;
}

void CoroCheck::registerPPCallbacks(const SourceManager &SM, Preprocessor *PP,
                                    Preprocessor *) {
  Sources = &SM;
  Includes.registerPreprocessor(PP);
  // clangd has the file in memory: it has a name, but no real path.
  SmallString<128> MainFile;
  if (OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID())) {
    MainFile = Main->getName();
    SM.getFileManager().makeAbsolutePath(MainFile);
    sys::path::remove_dots(MainFile, /*remove_dot_dot=*/true);
  }
  auto Config = configForFile(MainFile);
  if (!Config) {
    configurationDiag("%0") << toString(Config.takeError());
    Config = configForFile("");
  }
  File = FileAnalyses::of(*PP, std::move(*Config), MainFile);
}

void CoroCheck::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isDefinition()).bind("function"), this);
}

void CoroCheck::check(const MatchFinder::MatchResult &Result) {
  Context = Result.Context;
  const auto *F = Result.Nodes.getNodeAs<FunctionDecl>("function");
  const SourceManager &SM = *Result.SourceManager;
  // One that is defaulted behind its class is defined there, for all files.
  if (!F->getBody() || F->isImplicit() ||
      (F->isDefaulted() && !F->isUserProvided()) ||
      SM.isInSystemHeader(F->getLocation()))
    return;
  if (F->isDependentContext() && isInstantiated(*F))
    return;
  if (DetailsListener *Listener = DetailsListener::current();
      Listener && coroutineBody(*F)) {
    SourceLocation At = SM.getFileLoc(F->getLocation());
    Listener->Coroutines.insert(
        {SM.getFilename(At).str(), SM.getFileOffset(At)});
  }
  if (!File->broken().isBroken(*F))
    checkFunction(*F);
}

std::string CoroCheck::describeCoroutine(const FunctionDecl &F) {
  std::string Name = displayName(F);
  return Name == "lambda" ? "a lambda coroutine" : "coroutine '" + Name + "'";
}

void CoroCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  for (const auto &Store : StoreActions)
    Store(Opts);
}

} // namespace corolint
