// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the checks have in common: the functions to look at, the model, the
// compiler's errors, options, and the way a finding is told.
#pragma once

#include "Checks/FileAnalyses.h"
#include "Checks/FindingDetails.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include <set>

namespace corolint {

/// A change that a check offers. Safe ones hang on the warning, suggested ones
/// on a note.
struct FixPlan {
  std::string Description;
  bool Safe = false;
  llvm::SmallVector<clang::FixItHint, 4> Hints;
  /// The code that it changes or moves; a fix for anything in it is in its way.
  clang::SourceRange Covers = {};
  /// But not if it leaves the operands of Covers where they are.
  bool LeavesOperands = false;
};

/// A note of a finding.
struct PlacedNote {
  clang::SourceLocation Location;
  std::string Text;
};

/// What a check says of one place.
struct Message {
  clang::SourceLocation Location;
  /// The source that it is about; may be invalid.
  clang::SourceRange Range;
  std::string Text;
  /// The function it is in; may be null.
  const clang::FunctionDecl *Function = nullptr;
  std::string Api, Kind;
  /// Why: what is said of other places.
  std::vector<PlacedNote> Notes;
  /// How it comes to that; a note for each step.
  std::optional<summary::Witness> Through;
  std::optional<FixPlan> Fix;
  /// What to do, or why there is no fix: the last note.
  std::string Advice;
  /// The places of the compiler's errors that this explains.
  std::vector<clang::SourceLocation> ExplainedErrors;
  /// For whoever tells it once all files are known.
  summary::Terms On;
};

class CoroCheck : public clang::tidy::ClangTidyCheck {
public:
  CoroCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  /// For a host that offers each fix as an action with a title: every fix hangs
  /// on a note that says what it does, and another suppresses the finding. To
  /// be called before any check is made.
  static void offerQuickFixes();

  bool isLanguageVersionSupported(const clang::LangOptions &L) const override {
    return L.CPlusPlus20;
  }
  void registerPPCallbacks(const clang::SourceManager &SM,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) final;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) final;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) final;
  void onEndOfTranslationUnit() final;
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) final;

protected:
  /// Looks at \p F: a function definition outside system headers, without
  /// compile errors in it. Templates come as their instantiations, or as the
  /// pattern when there are none.
  virtual void checkFunction(const clang::FunctionDecl &F) = 0;

  /// Looks at what needs the whole translation unit.
  virtual void checkTranslationUnit(clang::ASTContext &Context) {}

  /// An option with its name, declared once: read here, stored by storeOptions.
  template <typename T> class Option {
  public:
    Option(CoroCheck &Check, llvm::StringRef Name, T Default)
        : Value(Check.readOption(Name, Default)) {
      Check.StoreActions.push_back(
          [this, &Check, Name](clang::tidy::ClangTidyOptions::OptionMap &Opts) {
            Check.Options.store(Opts, Name, optionText(Value));
          });
    }
    Option(const Option &) = delete;
    const T &operator*() const { return Value; }

  private:
    T Value;
  };

  /// Says \p M at the end of the translation unit: in source order, and once
  /// per place. Without its fix if that would suspend the coroutine while it
  /// holds a lock.
  void tell(Message M);
  /// How many were told: the number of the next one among a check's.
  unsigned told() const { return Messages.size(); }

  /// Adds the hint that includes a header ("<a/b.hpp>", or "<a/b.hpp> or
  /// <old/b.hpp>", of which it takes the one in whose folder the translation
  /// unit has something) in the file of \p At, unless that has it already.
  void addInclude(FixPlan &Plan, clang::SourceLocation At,
                  llvm::StringRef Choice);

  const model::Model &model() const { return File->model(); }
  /// What the checks of the translation unit share.
  FileAnalyses &file() const { return *File; }

  /// The check is about code that doesn't compile. Any other says nothing in a
  /// function that uses such code: nobody knows what that does.
  virtual bool speaksOfBrokenCode() const { return false; }

  /// "coroutine 'f'", "a lambda coroutine".
  static std::string describeCoroutine(const clang::FunctionDecl &F);

private:
  // clang-tidy's own get<bool> and store<bool> can't be linked to by g++, which
  // mangles their enable_if otherwise than the Clang that built them.
  llvm::StringRef readOption(llvm::StringRef Name, llvm::StringRef Default);
  bool readOption(llvm::StringRef Name, bool Default);
  static llvm::StringRef optionText(llvm::StringRef Value) { return Value; }
  static llvm::StringRef optionText(bool Value) {
    return Value ? "true" : "false";
  }

  const clang::tidy::ClangTidyContext &Tidy;
  std::vector<std::function<void(clang::tidy::ClangTidyOptions::OptionMap &)>>
      StoreActions;
  clang::tidy::utils::IncludeInserter Includes;
  std::shared_ptr<FileAnalyses> File;
  /// One finding stands for all instantiations of a template: \p M keeps its
  /// fix only if the ones told before have the same one.
  void agreeOnFix(Message &M);
  /// Applying \p Fix would lose a comment of the user's.
  bool losesComments(const FixPlan &Fix) const;
  bool crossesConditions(const FixPlan &Fix) const;
  clang::FileID includerFor(clang::FileID File) const;
  void sayWhich(Message &M) const;
  clang::FixItHint includeOf(llvm::StringRef Header, clang::FileID File);
  /// Gives the details of \p M at \p Place to \p Listener.
  void passDetails(const Message &M, clang::SourceLocation Place,
                   DetailsListener &Listener);
  void emit(const Message &M, clang::SourceLocation Place);
  using Include = std::pair<clang::FileID, std::string>;
  Include includeIn(const clang::FixItHint &Hint) const;
  /// clang-tidy's own -fix doesn't merge equal includes: each comes once in a
  /// file, with a fix that is applied whenever the others are, if no comment
  /// can suppress that.
  bool isIncludedElsewhere(const clang::FixItHint &Hint, bool Safe);
  void addHints(clang::DiagnosticBuilder &To, const FixPlan &Fix);
  void emitFix(const FixPlan &Fix, clang::SourceLocation Place,
               llvm::StringRef Title);
  void offerSuppression(clang::SourceLocation Place);
  void emitChain(const summary::Witness &W);

  std::vector<Message> Messages;
  /// The includes that some safe fix brings, and those that a fix has brought.
  std::set<Include> SafelyIncluded, Included;
  clang::ASTContext *Context = nullptr;
  const clang::SourceManager *Sources = nullptr;
};

} // namespace corolint
