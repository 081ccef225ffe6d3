// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/BrokenCode.h"
#include "Analysis/Coroutine.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <limits>

using namespace clang;
using namespace llvm;

namespace corolint {

// --- what is where

void BrokenCode::add(const Decl &D, const SourceManager &SM) {
  if (const auto *Unit = dyn_cast<TranslationUnitDecl>(&D))
    for (const Decl *Inner : Unit->decls())
      add(*Inner, SM);
  if (D.isImplicit() || D.getBeginLoc().isInvalid() ||
      SM.isInSystemHeader(D.getLocation()))
    return;
  const Decl *Templated = &D;
  if (const auto *Template = dyn_cast<TemplateDecl>(&D))
    Templated = Template->getTemplatedDecl();
  const auto *F = dyn_cast_or_null<FunctionDecl>(Templated);
  const auto *Tag = dyn_cast_or_null<TagDecl>(Templated);
  const auto *Context = dyn_cast_or_null<DeclContext>(Templated);
  bool Encloses = isa_and_nonnull<NamespaceDecl, LinkageSpecDecl>(Templated) ||
                  (Tag && Tag->isThisDeclarationADefinition());
  if (F ? !F->isThisDeclarationADefinition() : !Encloses)
    return;
  auto [File, Begin] = SM.getDecomposedLoc(SM.getFileLoc(D.getBeginLoc()));
  unsigned End = SM.getFileOffset(SM.getFileLoc(D.getEndLoc()));
  Files[File].Begins.push_back(Begin);
  if (F)
    Files[File].Functions.push_back({Begin, End});
  else
    for (const Decl *Inner : Context->decls())
      add(*Inner, SM);
}

void BrokenCode::layOut(ASTContext &Context) {
  if (std::exchange(LaidOut, true))
    return;
  const SourceManager &SM = Context.getSourceManager();
  for (const Decl *D : Context.getTraversalScope())
    add(*D, SM);
  for (const CompileError &E : Errors.errors()) {
    // What is wrong as a whole is nowhere.
    if (E.Location.isInvalid())
      continue;
    auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(E.Location));
    Files[File].Errors.push_back(Offset);
  }
  for (auto &[File, Of] : Files) {
    sort(Of.Begins);
    sort(Of.Errors);
  }
}

/// The first of \p Sorted that is greater than \p Than.
static std::optional<unsigned> firstAfter(ArrayRef<unsigned> Sorted,
                                          unsigned Than) {
  const unsigned *It = upper_bound(Sorted, Than);
  return It == Sorted.end() ? std::nullopt : std::optional(*It);
}

// --- functions and classes

/// What follows it, up to the next thing with a body, holds an error: it may be
/// a part of \p F that a brace too many has cut off.
bool BrokenCode::isCutShort(const FunctionDecl &F) {
  ASTContext &Context = F.getASTContext();
  layOut(Context);
  const SourceManager &SM = Context.getSourceManager();
  if (F.getEndLoc().isInvalid())
    return false;
  auto [File, End] = SM.getDecomposedLoc(SM.getFileLoc(F.getEndLoc()));
  const Layout &Of = Files[File];
  std::optional<unsigned> Error = firstAfter(Of.Errors, End);
  std::optional<unsigned> Next = firstAfter(Of.Begins, End);
  return Error && (!Next || *Error < *Next);
}

namespace {
/// Gathers where the keywords of coroutines are in a body.
class KeywordFinder : public RecursiveASTVisitor<KeywordFinder> {
public:
  explicit KeywordFinder(const SourceManager &SM) : SM(SM) {}
  DenseSet<unsigned> Offsets;

  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *E) {
    return add(E->getKeywordLoc());
  }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) {
    return add(E->getKeywordLoc());
  }
  bool VisitCoreturnStmt(CoreturnStmt *S) { return add(S->getKeywordLoc()); }

private:
  bool add(SourceLocation Keyword) {
    Offsets.insert(SM.getFileOffset(SM.getFileLoc(Keyword)));
    return true;
  }
  const SourceManager &SM;
};
} // namespace

/// The AST lacks a `co_await`, `co_yield` or `co_return` that is written in
/// \p F: Clang drops one without a word if it is of a call whose declaration
/// doesn't compile.
bool BrokenCode::lacksAwait(const FunctionDecl &F) {
  // What an instantiation leaves out is no loss.
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  const FunctionDecl &Written = Pattern ? *Pattern : F;
  auto [It, New] = Lacks.try_emplace(&Written, false);
  const Stmt *Body = New ? writtenBody(Written) : nullptr;
  if (!Body || !Body->getBeginLoc().isFileID() || !Body->getEndLoc().isFileID())
    return It->second;
  const ASTContext &Context = F.getASTContext();
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Begin] = SM.getDecomposedLoc(Body->getBeginLoc());
  StringRef Text = SM.getBufferData(File);
  unsigned End = SM.getFileOffset(Body->getEndLoc());
  KeywordFinder Known(SM);
  Known.TraverseStmt(const_cast<Stmt *>(Body));
  Lexer Raw(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
            Text.begin() + Begin, Text.end());
  Token Tok;
  for (Raw.LexFromRawLexer(Tok); Tok.isNot(tok::eof);
       Raw.LexFromRawLexer(Tok)) {
    unsigned Offset = SM.getFileOffset(Tok.getLocation());
    if (Offset >= End)
      break;
    if (Tok.is(tok::raw_identifier) &&
        Tok.getRawIdentifier().starts_with("co_") &&
        is_contained({"co_await", "co_yield", "co_return"},
                     Tok.getRawIdentifier()) &&
        !Known.Offsets.contains(Offset))
      return It->second = true;
  }
  return false;
}

bool BrokenCode::isBroken(const FunctionDecl &F) {
  if (F.isInvalidDecl())
    return true;
  if (Errors.errors().empty())
    return false;
  const FunctionDecl *Outermost = &F;
  for (const DeclContext *Around = F.getParentFunctionOrMethod(); Around;
       Around = cast<Decl>(Around)->getParentFunctionOrMethod())
    if (const auto *Outer = dyn_cast<FunctionDecl>(Around))
      Outermost = Outer;
  // A class that doesn't end where it should takes in what follows it.
  for (const DeclContext *Around = Outermost->getLexicalParent();
       Around->isRecord(); Around = Around->getLexicalParent())
    if (const auto *R = dyn_cast<CXXRecordDecl>(Around); R && isBroken(*R))
      return true;
  return Errors.anyIn(Outermost->getSourceRange(),
                      F.getASTContext().getSourceManager()) ||
         isCutShort(*Outermost) || lacksAwait(*Outermost);
}

bool BrokenCode::isBroken(const CXXRecordDecl &R) {
  const CXXRecordDecl *Definition = R.getDefinition();
  if (!Definition)
    return false;
  if (Definition->isImplicit() || Definition->isLambda())
    return false;
  if (Definition->isInvalidDecl())
    return true;
  // `extern template` takes the braces from an instantiation.
  if (const CXXRecordDecl *Pattern =
          Definition->getTemplateInstantiationPattern())
    Definition = Pattern;
  // One that isn't closed takes in all that follows.
  if (Definition->getBraceRange().getEnd().isInvalid())
    return true;
  ASTContext &Context = R.getASTContext();
  layOut(Context);
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Begin] =
      SM.getDecomposedLoc(SM.getFileLoc(Definition->getBeginLoc()));
  const Layout &Of = Files[File];
  // That it doesn't end where it should is said after its end.
  unsigned End =
      firstAfter(Of.Begins,
                 SM.getFileOffset(SM.getFileLoc(Definition->getEndLoc())))
          .value_or(std::numeric_limits<unsigned>::max());
  // What is wrong in a member function is that one's matter.
  return any_of(Of.Errors, [&, Begin = Begin](unsigned Error) {
    return Begin <= Error && Error < End &&
           none_of(
               Of.Functions,
               [&](auto Function) {
                 return Function.first <= Error && Error <= Function.second &&
                        Begin <= Function.first;
               });
  });
}

// --- what functions use

/// Looks for something broken in what a function uses.
class BrokenCode::Uses : public RecursiveASTVisitor<BrokenCode::Uses> {
public:
  Uses(BrokenCode &Of, const FunctionDecl &User) : Of(Of), User(User) {}

  bool shouldVisitImplicitCode() const { return true; }

  /// What uses a declaration that doesn't compile, without an error of its own.
  bool VisitRecoveryExpr(RecoveryExpr *) { return false; }
  bool VisitDeclRefExpr(DeclRefExpr *E) { return use(E->getDecl()); }
  bool VisitMemberExpr(MemberExpr *E) { return use(E->getMemberDecl()); }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    return use(E->getConstructor());
  }
  bool VisitExpr(Expr *E) { return use(E->getType()); }
  bool VisitVarDecl(VarDecl *D) { return use(D->getType()); }

private:
  /// False, which ends the walk, if \p D is broken.
  bool use(const ValueDecl *D) {
    const auto *F = dyn_cast<FunctionDecl>(D);
    const FunctionDecl *Definition = F ? F->getDefinition() : nullptr;
    // A template that doesn't compile isn't instantiated.
    if (F && !Definition)
      if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
        Definition = Pattern->getDefinition();
    const SourceManager &SM = User.getASTContext().getSourceManager();
    if (!Definition)
      return !F || !Of.Errors.anyIn(F->getSourceRange(), SM);
    if (Definition == &User)
      return true;
    // Calling a coroutine runs nothing of its body; what it takes does matter.
    if (const Stmt *Body = coroutineBody(*Definition))
      return !Definition->isInvalidDecl() &&
             !Of.Errors.anyIn({Definition->getBeginLoc(), Body->getBeginLoc()},
                              SM);
    return !Of.restsOnBroken(*Definition);
  }

  bool use(QualType T) {
    // Not every expression of a coroutine's frame has one.
    if (T.isNull() || T->isDependentType())
      return true;
    const CXXRecordDecl *R = T.getNonReferenceType()
                                 ->getBaseElementTypeUnsafe()
                                 ->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition() || R->isLambda())
      return true;
    auto [It, New] = Of.Rests.try_emplace(R, false);
    if (!New)
      return !It->second;
    bool Broken = Of.isBroken(*R);
    if (const CXXDestructorDecl *End = R->getDestructor();
        End && !Broken && End->getDefinition())
      Broken = Of.restsOnBroken(*End->getDefinition());
    Of.Rests[R] = Broken;
    return !Broken;
  }

  BrokenCode &Of;
  const FunctionDecl &User;
};

bool BrokenCode::restsOnBroken(const FunctionDecl &F) {
  if (F.isInvalidDecl())
    return true;
  if (Errors.errors().empty())
    return false;
  ASTContext &Context = F.getASTContext();
  if (Context.getSourceManager().isInSystemHeader(F.getLocation()))
    return false;
  auto [It, New] = Rests.try_emplace(&F, false);
  if (!New)
    return It->second;
  bool Broken =
      isBroken(F) || (F.getBody() && !Uses(*this, F).TraverseStmt(F.getBody()));
  return Rests[&F] = Broken;
}

} // namespace corolint
