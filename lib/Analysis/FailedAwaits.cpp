// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/FailedAwaits.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Sema/SemaDiagnostic.h"
#include <map>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

const StringRef AwaiterMembers[] = {"await_ready", "await_suspend",
                                    "await_resume"};

/// The `co_await` tokens of one file, found by lexing it anew: macros and
/// directives don't matter for where a keyword is.
class Keywords {
public:
  Keywords(FileID File, const SourceManager &SM, const LangOptions &Options)
      : File(File), SM(SM) {
    Lexer Raw(File, SM.getBufferOrFake(File), SM, Options);
    Token Tok;
    bool AfterKeyword = false;
    do {
      Raw.LexFromRawLexer(Tok);
      SourceLocation Loc = Tok.getLocation();
      if (AfterKeyword)
        Operands[SM.getFileOffset(Keyword)] = Loc;
      AfterKeyword =
          Tok.is(tok::raw_identifier) && Tok.getRawIdentifier() == "co_await";
      if (AfterKeyword)
        Keyword = Loc;
    } while (Tok.isNot(tok::eof));
  }

  /// Sets the places of \p Await to those of the last keyword that doesn't come
  /// after \p Place. False if there is none.
  bool locate(SourceLocation Place, FailedAwait &Await) const {
    auto After = Operands.upper_bound(SM.getFileOffset(Place));
    if (After == Operands.begin())
      return false;
    --After;
    Await.Keyword =
        SM.getLocForStartOfFile(File).getLocWithOffset(After->first);
    Await.OperandBegin = After->second;
    return true;
  }

private:
  FileID File;
  const SourceManager &SM;
  SourceLocation Keyword;
  std::map<unsigned, SourceLocation> Operands;
};

/// Finds the innermost function around a place.
class FunctionAround : public RecursiveASTVisitor<FunctionAround> {
public:
  FunctionAround(SourceLocation Place, const SourceManager &SM)
      : Place(Place), SM(SM) {}
  const FunctionDecl *Found = nullptr;

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (F->doesThisDeclarationHaveABody() &&
        SM.isPointWithin(Place, SM.getFileLoc(F->getBeginLoc()),
                         SM.getFileLoc(F->getEndLoc())))
      Found = F;
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    return VisitFunctionDecl(Lambda->getCallOperator());
  }

private:
  SourceLocation Place;
  const SourceManager &SM;
};

QualType firstType(const CompileError &E) {
  if (!E.Types.empty())
    return E.Types.front();
  return {};
}

/// A conversion that failed names the operand's type in a note.
QualType firstNoteType(const CompileError &E) {
  for (QualType T : E.NoteTypes)
    if (!T->isDependentType())
      return T;
  return {};
}

std::optional<FailedAwait> interpret(const CompileError &E) {
  FailedAwait Await;
  Await.InMacro = E.InMacro;
  switch (E.ID) {
  case diag::err_no_member:
  case diag::err_no_member_suggest:
    for (StringRef Member : AwaiterMembers)
      if (is_contained(E.Names, Member)) {
        Await.Operand = firstType(E);
        Await.Missing = Member.str();
        Await.Why = Member == "await_ready" ? FailedAwait::NotAwaitable
                                            : FailedAwait::Incomplete;
        return Await;
      }
    return std::nullopt;
  case diag::err_typecheck_member_reference_struct_union:
  case diag::err_typecheck_member_reference_suggestion:
    Await.Operand = firstType(E);
    return Await;
  case diag::err_member_reference_needs_call:
    Await.Why = FailedAwait::FunctionNoCall;
    return Await;
  case diag::err_access:
    if (none_of(AwaiterMembers,
                [&](StringRef M) { return is_contained(E.Names, M); }))
      return std::nullopt;
    Await.Why = FailedAwait::Inaccessible;
    Await.Operand = firstType(E);
    return Await;
  case diag::err_ovl_deleted_call:
  case diag::err_deleted_function_use:
    if (!is_contained(E.Names, "await_transform"))
      return std::nullopt;
    Await.Why = FailedAwait::PromiseDeletes;
    return Await;
  case diag::err_ovl_no_viable_member_function_in_call:
  case diag::err_ovl_ambiguous_member_call:
    if (!is_contained(E.Names, "await_transform"))
      return std::nullopt;
    Await.Why = FailedAwait::Promise;
    Await.Operand = firstNoteType(E);
    return Await;
  default:
    return std::nullopt;
  }
}

/// The error is about the operand as a whole, not about a `.` inside it.
bool isAtMemberAccess(SourceLocation Place, const SourceManager &SM,
                      const LangOptions &Options) {
  Token Tok;
  return !Lexer::getRawToken(Place, Tok, SM, Options) &&
         Tok.isOneOf(tok::period, tok::arrow);
}

} // namespace

void forEachRejectedAwait(const CompileErrors &Errors, ASTContext &Context,
                          function_ref<void(const FailedAwait &)> Visit) {
  const SourceManager &SM = Context.getSourceManager();
  std::map<FileID, Keywords> Files;
  std::map<std::pair<FileID, unsigned>, FailedAwait> ByKeyword;
  for (const CompileError &E : Errors.errors()) {
    std::optional<FailedAwait> Await = interpret(E);
    if (!Await || isAtMemberAccess(E.Location, SM, Context.getLangOpts()))
      continue;
    FileID File = SM.getFileID(E.Location);
    auto In = Files.try_emplace(File, File, SM, Context.getLangOpts()).first;
    if (!Await->InMacro && !In->second.locate(E.Location, *Await))
      continue;
    if (Await->InMacro)
      Await->Keyword = Await->OperandBegin = E.Location;
    // One await may be rejected several times; the first error is the cause.
    auto First =
        ByKeyword.try_emplace({File, SM.getFileOffset(Await->Keyword)}, *Await);
    First.first->second.Errors.push_back(E.Location);
  }
  for (auto &[Place, Await] : ByKeyword) {
    FunctionAround Around(Await.Keyword, SM);
    Around.TraverseAST(Context);
    Await.Within = Around.Found;
    Visit(Await);
  }
}

namespace {
class HopelessFinder : public RecursiveASTVisitor<HopelessFinder> {
public:
  HopelessFinder(const FunctionDecl &Within,
                 function_ref<void(const FailedAwait &)> Visit)
      : Within(Within), Visit(Visit) {}

  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) {
    const Expr *Operand = E->getOperand();
    if (Operand->isTypeDependent() || Operand->getType()->isPlaceholderType() ||
        isAwaitableClass(Operand->getType()))
      return true;
    FailedAwait Await;
    Await.Operand = Operand->getType();
    Await.Keyword = E->getKeywordLoc();
    Await.OperandBegin = Operand->getBeginLoc();
    Await.InMacro = Await.Keyword.isMacroID() || Await.OperandBegin.isMacroID();
    Await.Within = &Within;
    if (Operand->getType()->isFunctionType())
      Await.Why = FailedAwait::FunctionNoCall;
    Visit(Await);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }

private:
  const FunctionDecl &Within;
  function_ref<void(const FailedAwait &)> Visit;
};
} // namespace

void forEachHopelessAwait(const FunctionDecl &Pattern,
                          function_ref<void(const FailedAwait &)> Visit) {
  const CXXRecordDecl *Promise = promiseOf(Pattern);
  if (!Promise || !membersNamed(Promise, "await_transform").empty())
    return;
  HopelessFinder(Pattern, Visit)
      .TraverseStmt(const_cast<Stmt *>(writtenBody(Pattern)));
}

} // namespace corolint
