// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/FailedAwaits.h"
#include "Analysis/AwaitReasons.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/SemaDiagnostic.h"
#include <map>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The functions of a translation unit, as they are written: their extents, and
/// the free `operator co_await`s.
class Functions : public RecursiveASTVisitor<Functions> {
public:
  explicit Functions(ASTContext &Context) : SM(Context.getSourceManager()) {
    TraverseAST(Context);
  }

  FreeOperators Free;

  /// Those around \p Place in a file, outermost first.
  SmallVector<const FunctionDecl *, 2> around(SourceLocation Place) const {
    auto [File, Offset] = SM.getDecomposedLoc(Place);
    SmallVector<std::pair<unsigned, const FunctionDecl *>, 2> Found;
    if (auto In = Extents.find(File); In != Extents.end())
      for (const Extent &E : In->second)
        if (E.Begin <= Offset && Offset <= E.End)
          Found.push_back({E.Begin, E.F});
    sort(Found, less_first());
    SmallVector<const FunctionDecl *, 2> Functions;
    for (const auto &[Begin, F] : Found)
      Functions.push_back(F);
    return Functions;
  }

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (F->getOverloadedOperator() == OO_Coawait && !isa<CXXMethodDecl>(F))
      Free.push_back(F);
    if (F->isImplicit() || !F->doesThisDeclarationHaveABody())
      return true;
    auto [File, Begin] = SM.getDecomposedLoc(SM.getFileLoc(F->getBeginLoc()));
    auto [EndFile, End] = SM.getDecomposedLoc(SM.getFileLoc(F->getEndLoc()));
    if (File == EndFile)
      Extents[File].push_back({Begin, End, F});
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    FunctionDecl *F = Lambda->getCallOperator();
    auto [File, Begin] =
        SM.getDecomposedLoc(SM.getFileLoc(Lambda->getBeginLoc()));
    auto [EndFile, End] =
        SM.getDecomposedLoc(SM.getFileLoc(Lambda->getEndLoc()));
    if (File == EndFile)
      Extents[File].push_back({Begin, End, F});
    return true;
  }

private:
  struct Extent {
    unsigned Begin, End;
    const FunctionDecl *F;
  };
  const SourceManager &SM;
  std::map<FileID, std::vector<Extent>> Extents;
};

/// Collects the failed awaits of one translation unit.
class Collector {
public:
  Collector(AwaitPlaces &Places, ASTContext &Context)
      : Places(Places), Context(Context), SM(Context.getSourceManager()) {}

  void add(const CompileError &E) {
    std::optional<AwaitError> Error = awaitErrorOf(E);
    if (!Error)
      return;
    for (SourceLocation Place : placesOf(E)) {
      std::optional<Written> Found = find(Place, Error->OfKeyword);
      if (Found && !isWrittenOut(*Found, *Error))
        return add(E, *Error, *Found, Place);
    }
  }

  /// Adds the co_await in \p Pattern with operand \p Operand, which fails for
  /// \p Why or as \p Operand's type shows.
  void add(const FunctionDecl &Pattern, const DependentCoawaitExpr &Await,
           std::optional<AwaitFailure> Why) {
    SourceLocation Keyword = Await.getKeywordLoc();
    std::optional<Written> Found = find(Keyword, /*OfKeyword=*/true);
    if (!Found)
      return;
    FailedAwait &A = at(Keyword, Found->Await);
    A.Within = &Pattern;
    A.Operand = Await.getOperand()->getType();
    A.Written.IsLvalue = Await.getOperand()->isLValue();
    if (Why)
      A.Why = *Why;
    else
      classify(A, A.Operand, functions().Free);
  }

  /// Clang doesn't declare an init-capture whose await fails: that its name
  /// means nothing then is no other error.
  void addUsesOfLostCaptures(ArrayRef<CompileError> All) {
    for (auto &[Where, A] : ByPlace) {
      StringRef Name = A.Place ? lostCapture(*A.Place) : "";
      for (const CompileError &E : All) {
        if (Name.empty() || (E.ID != diag::err_undeclared_var_use &&
                             E.ID != diag::err_undeclared_var_use_suggest))
          continue;
        auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(E.Location));
        const FileTokens &Tokens = *A.Place->In;
        if (File == Where.first && Offset > Where.second &&
            Tokens[Tokens.at(Offset)].is(Name))
          A.Errors.push_back(SM.getFileLoc(E.Location));
      }
    }
  }

  /// Where Clang guessed what a misspelt or undeclared name means, nobody knows
  /// the operand.
  void dropMisspelt(ArrayRef<CompileError> All) {
    for (const CompileError &E : All) {
      if (!is_contained({diag::err_undeclared_var_use_suggest,
                         diag::err_undeclared_use_suggest,
                         diag::err_no_member_suggest},
                        E.ID))
        continue;
      auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(E.Location));
      for (auto It = ByPlace.begin(); It != ByPlace.end();) {
        const std::optional<AwaitPlace> &Place = It->second.Place;
        bool Inside = Place && It->first.first == File &&
                      Offset >= SM.getFileOffset(Place->begin()) &&
                      Offset < SM.getFileOffset(Place->end());
        It = Inside ? ByPlace.erase(It) : std::next(It);
      }
    }
  }

  /// Drops awaits of classes in which there is another error: what is missing
  /// there may be what would make them awaitable.
  void dropOfBrokenClasses(ArrayRef<CompileError> All) {
    for (auto It = ByPlace.begin(); It != ByPlace.end();) {
      const FailedAwait &A = It->second;
      const CXXRecordDecl *R = definitionOrPattern(
          A.Operand.isNull() ? nullptr : recordOrPattern(A.Operand));
      if (const CXXRecordDecl *Written =
              R ? R->getTemplateInstantiationPattern() : nullptr)
        R = Written;
      bool Broken = R && any_of(All, [&](const CompileError &E) {
        SourceLocation At = SM.getFileLoc(E.Location);
        return !is_contained(A.Errors, At) && isDeclaredIn(*R, At);
      });
      It = Broken ? ByPlace.erase(It) : std::next(It);
    }
  }

  /// What was found, file by file and in order. Leaves nothing behind.
  std::vector<FailedAwait> take() {
    std::vector<FailedAwait> All;
    for (auto &[Where, A] : ByPlace)
      All.push_back(std::move(A));
    return All;
  }

private:
  using Offset = std::pair<FileID, unsigned>;

  bool isIn(SourceRange Range, SourceLocation Place) const {
    return Range.isValid() && Place.isValid() &&
           !SM.isBeforeInTranslationUnit(Place, Range.getBegin()) &&
           !SM.isBeforeInTranslationUnit(Range.getEnd(), Place);
  }

  /// \p Place lies in \p R, and not in the body of a member function.
  bool isDeclaredIn(const CXXRecordDecl &R, SourceLocation Place) const {
    return isIn(R.getSourceRange(), Place) &&
           none_of(R.decls(), [&](const Decl *D) {
             const FunctionDecl *F = D->getAsFunction();
             return F && F->getBody() &&
                    isIn(F->getBody()->getSourceRange(), Place);
           });
  }

  const Functions &functions() {
    if (!Known)
      Known.emplace(Context);
    return *Known;
  }

  /// An await, and the token of it that an error is at.
  struct Written {
    AwaitPlace Await;
    size_t At;
  };

  /// The await that \p Place is about; in a macro that of the text in which it
  /// is written.
  std::optional<Written> find(SourceLocation Place, bool OfKeyword) {
    if (Place.isMacroID()) {
      if (auto Found = find(SM.getImmediateSpellingLoc(Place), OfKeyword))
        return Found;
      // An argument stands where the parameter is in the macro's text.
      return find(SM.getImmediateExpansionRange(Place).getBegin(), OfKeyword);
    }
    std::optional<AwaitPlace> Await = Places.at(Place, OfKeyword);
    if (!Await)
      return std::nullopt;
    return Written{*Await, Await->In->at(SM.getFileOffset(Place))};
  }

  /// The error is about a call or a member access that is written in the
  /// operand, not about what awaiting does with it.
  static bool isWrittenOut(const Written &W, const AwaitError &Error) {
    const FileTokens &Tokens = *W.Await.In;
    if (Error.Why == AwaitFailure::NotCalled)
      return endOfName(Tokens, W.At) != W.Await.End &&
             !(W.At == W.Await.Begin && Tokens.after(W.At) == W.Await.End);
    const FileTokens::Token &T = Tokens[W.At];
    return T.is(".") || T.is("->") || T.is(")") || T.is(Error.Function) ||
           (T.is("(") && W.At != W.Await.Begin);
  }

  /// The entry for \p Await, about which something is said at \p Place.
  FailedAwait &at(SourceLocation Place, const AwaitPlace &Await) {
    SourceLocation Location =
        Place.isMacroID() ? SM.getExpansionLoc(Place) : Await.keyword();
    auto [It, New] = ByPlace.try_emplace(SM.getDecomposedLoc(Location));
    FailedAwait &A = It->second;
    if (!New)
      return A;
    A.Location = Location;
    A.Around = functions().around(Location);
    if (Place.isMacroID()) {
      A.Within = A.Around.empty() ? nullptr : A.Around.back();
      return A;
    }
    A.Place = Await;
    if (!A.Around.empty() && !isInLostLambda(A))
      A.Within = A.Around.back();
    A.Written = readOperand(*Await.In, Await.Begin, Await.End,
                            ScopeLookup(A.Around, Location, Context));
    return A;
  }

  /// The innermost function around \p A is a lambda that Clang dropped.
  bool isInLostLambda(const FailedAwait &A) {
    const FileTokens &Tokens = *A.Place->In;
    SourceLocation Begin = SM.getFileLoc(A.Around.back()->getBeginLoc());
    for (size_t I = Tokens.at(SM.getFileOffset(Begin)) + 1;
         I < A.Place->Keyword; ++I)
      if (beginsLambda(Tokens, I) &&
          endOfLambda(Tokens, I) > A.Place->Keyword &&
          SM.isBeforeInTranslationUnit(
              SM.getFileLoc(A.Around.back()->getBeginLoc()),
              Tokens.location(I)) &&
          !isLambdaAt(*A.Around.back(), Tokens.location(I)))
        return true;
    return false;
  }

  static bool isLambdaAt(const FunctionDecl &F, SourceLocation Place) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&F);
    return Method && Method->getParent()->isLambda() &&
           Method->getParent()->getBeginLoc() == Place;
  }

  void add(const CompileError &E, const AwaitError &Error, const Written &W,
           SourceLocation Place) {
    FailedAwait &A = at(Place, W.Await);
    A.Errors.push_back(SM.getFileLoc(E.Location));
    // One await may be rejected several times; the first error is the cause.
    if (A.Errors.size() > 1)
      return;
    A.Why = Error.Why;
    A.Function = Error.Function;
    A.Type = Error.Type;
    A.Declared = Error.Declared;
    A.InstantiatedAt = instantiatedAt(E);
    explain(A, Error.At, /*AtKeyword=*/W.At == W.Await.Keyword,
            functions().Free);
  }

  /// The name that `[name = co_await e]` doesn't declare if that fails, or "".
  static StringRef lostCapture(const AwaitPlace &Await) {
    const FileTokens &Tokens = *Await.In;
    size_t Name = Await.Keyword - 2;
    if (Await.Keyword < 4 || !Tokens[Name + 1].is("=") ||
        !Tokens[Name].isName())
      return "";
    size_t Before = Name - 1 - Tokens[Name - 1].is("&");
    return Tokens[Before].is("[") || Tokens[Before].is(",")
               ? StringRef(Tokens[Name].Text)
               : "";
  }

  AwaitPlaces &Places;
  ASTContext &Context;
  const SourceManager &SM;
  std::optional<Functions> Known; ///< Once there is a failed await.
  std::map<Offset, FailedAwait> ByPlace;
};

/// Finds the awaits of a template that fail whatever its arguments are.
class HopelessFinder : public RecursiveASTVisitor<HopelessFinder> {
public:
  HopelessFinder(const FunctionDecl &Pattern, Collector &Found)
      : Pattern(Pattern), Promise(promiseOf(Pattern)), Found(Found) {}

  void find() { TraverseStmt(const_cast<Stmt *>(writtenBody(Pattern))); }

  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) {
    const Expr *Operand = E->getOperand();
    QualType T = Operand->getType();
    if (refusesAll(Promise))
      Found.add(Pattern, *E, AwaitFailure::PromiseAwaitsNone);
    else if (!Operand->isTypeDependent() && !T->isPlaceholderType() &&
             !isAwaitableClass(T) && (T->isVoidType() || takesAsItIs()))
      Found.add(Pattern, *E, std::nullopt);
    else if (!Operand->isTypeDependent() && takesAsItIs() &&
             Operand->isLValue() && needsRvalue(T))
      Found.add(Pattern, *E, AwaitFailure::NeedsRvalue);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseIfStmt(IfStmt *If) {
    // A branch that is never taken is never instantiated.
    if (!If->isConstexpr() || If->getCond()->isInstantiationDependent())
      return RecursiveASTVisitor::TraverseIfStmt(If);
    const Stmt *Taken =
        If->getNondiscardedCase(Pattern.getASTContext()).value_or(nullptr);
    return TraverseStmt(const_cast<Stmt *>(Taken));
  }

private:
  /// The promise awaits its operands without changing them.
  bool takesAsItIs() const {
    const CXXRecordDecl *Definition = definitionOrPattern(Promise);
    return Definition && !Definition->hasAnyDependentBases() &&
           membersNamed(Promise, "await_transform").empty();
  }

  const FunctionDecl &Pattern;
  const CXXRecordDecl *Promise;
  Collector &Found;
};

} // namespace

FailedAwaits::FailedAwaits(const CompileErrors &Errors,
                           ArrayRef<const FunctionDecl *> Patterns,
                           ASTContext &Context)
    : Places(Context.getSourceManager(), Context.getLangOpts()) {
  Collector Awaits(Places, Context);
  for (const CompileError &E : Errors.errors())
    Awaits.add(E);
  for (const FunctionDecl *Pattern : Patterns)
    HopelessFinder(*Pattern, Awaits).find();
  Awaits.dropMisspelt(Errors.errors());
  Awaits.dropOfBrokenClasses(Errors.errors());
  Awaits.addUsesOfLostCaptures(Errors.errors());
  Found = Awaits.take();
}

} // namespace corolint
