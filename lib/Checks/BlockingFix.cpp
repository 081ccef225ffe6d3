// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A fix that doesn't compile, or that means something else, is worse than none:
// whatever isn't certain gets advice instead.
#include "Checks/BlockingFix.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Names.h"
#include "Analysis/SharedState.h"
#include "Analysis/Statements.h"
#include "Analysis/SyncWaits.h"
#include "Checks/AwaitSyntax.h"
#include "Checks/MacroArgument.h"
#include "Checks/OffloadFix.h"
#include "Checks/SleepConversion.h"
#include "Summary/Telling.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Builds the remedy for one call.
class RemedyBuilder {
public:
  RemedyBuilder(const ThreadCall &Call, RemedyContext &In)
      : Call(Call), Coroutine(In.Coroutine), Library(In.Library),
        Escaped(In.Escaped), Context(Coroutine.getASTContext()),
        SM(Context.getSourceManager()) {}

  Remedy build() {
    std::string Obstacle = whyNoAwaitAt(Call.At, Coroutine);
    if (Call.At.OfKeyword) {
      Result.Advice = "whoever uses it waits too: mend '" +
                      displayName(*Call.At.Callee) + "'";
    } else if (Call.At.HandedOver) {
      Result.Advice = "run the call that it is handed to with 'co_await "
                      "corolint::offload([&] { return ...; })'";
    } else if (!Call.At.Call && !Call.At.Object) {
      Result.Advice = byHand();
    } else if (!Obstacle.empty()) {
      Result.Advice = "'co_await' may not stand " + Obstacle +
                      ": move the call out of it, then offload it";
    } else if (isIteration()) {
      Result.Advice = "gather what the loop needs in one "
                      "'co_await corolint::offload([&] { ... })' before it";
    } else if (inMacro()) {
      Result.Advice = byHand();
    } else if (Call.At.Call && suspends(*Call.At.Call)) {
      Result.Advice = "give what it awaits a name first, then run it with "
                      "'co_await corolint::offload([&] { return ...; })'";
    } else if (!useTimer() && !useAsyncFunction() && !useCounterpart()) {
      offload();
      mentionAlternative();
    }
    return std::move(Result);
  }

private:
  std::string byHand() const {
    if (!Call.At.Call)
      return "it waits where it is destroyed: join it or get its result "
             "before, with 'co_await corolint::offload(...)'";
    return "run it with 'co_await corolint::offload([&] { return ...; })'";
  }

  bool inMacro() const {
    const Expr *Whole = Call.At.Call ? Call.wholeExpression() : Call.At.Object;
    return writtenRange(Whole->getSourceRange(), SM).isInvalid() ||
           (Call.At.Variable && Call.At.Variable->getLocation().isMacroID());
  }

  /// Part of what a range-for does: rewriting its range alone would leave the
  /// steps of the loop blocking.
  bool isIteration() const {
    const auto *Of = dyn_cast_or_null<DeclRefExpr>(
        Call.At.Object ? ignoreConversions(Call.At.Object) : nullptr);
    // `__begin` is the loop's own.
    if (Call.At.RangeFor || (Of && Of->getDecl()->isImplicit()))
      return true;
    const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Call.At.Call);
    const CXXForRangeStmt *Loop = Construct ? Call.rangeInitOf() : nullptr;
    return Loop && Context.hasSameUnqualifiedType(
                       Construct->getType(), Loop->getRangeInit()->getType());
  }

  std::string textOf(CharSourceRange Range) const {
    return Lexer::getSourceText(Range, SM, Context.getLangOpts()).str();
  }
  std::string text(SourceRange Range) const {
    return textOf(charactersOf(Range, Context));
  }

  SourceLocation endOf(SourceLocation Token) const {
    return Lexer::getLocForEndOfToken(Token, 0, SM, Context.getLangOpts());
  }

  static std::string fill(StringRef Template, StringRef Key, StringRef Value) {
    std::string Filled;
    while (!Template.empty()) {
      auto [Before, After] = Template.split(Key);
      Filled += Before;
      if (Before.size() != Template.size())
        Filled += Value;
      Template = After;
    }
    return Filled;
  }

  /// The coroutine is the framework's own: its timer may be this very one.
  bool isInsideFramework() const {
    return (enclosingNamespace(Coroutine) + "::")
        .starts_with(Library->Namespace + "::");
  }

  /// A sleep becomes the framework's timer, which resumes on the same executor.
  bool useTimer() {
    if (!Library || isInsideFramework() || !Call.Api || !Call.Api->Sleeps ||
        !isValueLost(Call.At.Call, Call.At.Ancestors) ||
        Call.Api->Sleeps->Arg >= Call.At.Args.size())
      return false;
    const Expr *Arg = Call.At.Args[Call.Api->Sleeps->Arg];
    CharSourceRange Value =
        Call.At.Args.size() == 1
            ? writtenArguments(*Call.At.Call, Call.At.Args, Context)
            : charactersOf(Arg->getSourceRange(), Context);
    if (Value.isInvalid())
      return false;
    bool IsUntil = Call.Api->Sleeps->Unit == model::SleepUnit::TimePoint;
    std::string Timer = IsUntil ? Library->TimerUntil : Library->TimerFor;
    std::string Conversion =
        sleepConversion(*Arg, Call.Api->Sleeps->Unit, *Library, Context);
    if (Timer.empty() || Conversion.empty() || needsOtherToken(Timer))
      return false;
    if (!IsUntil)
      Result.Headers.push_back("<chrono>");
    if (StringRef(Timer + Conversion).contains("std::max"))
      Result.Headers.push_back("<algorithm>");
    append_range(Result.Headers, Library->TimerIncludes);
    replaceAround(Value, "co_await " + inScope(Timer),
                  IsUntil ? "{time}" : "{duration}", Conversion);
    return true;
  }

  /// Plans \p Timer in place of the call, with \p Key in it for \p Conversion
  /// of what \p Value is. That stays where it is, so that it can have fixes of
  /// its own, unless it is needed twice.
  void replaceAround(CharSourceRange Value, StringRef Timer, StringRef Key,
                     StringRef Conversion) {
    SourceRange Tokens = Call.At.Call->getSourceRange();
    SourceRange Written = writtenRange(Tokens, SM);
    std::string What = "wait with the timer of " + Library->Name;
    std::string Text = fill(Timer, Key, Conversion);
    auto [Before, Behind] = StringRef(Text).split("{value}");
    if (Behind.contains("{value}") || !Value.getBegin().isFileID()) {
      StringRef Argument =
          Lexer::getSourceText(Value, SM, Context.getLangOpts());
      plan(What, /*Safe=*/true,
           {FixItHint::CreateReplacement(Written,
                                         fill(Text, "{value}", Argument))},
           Tokens);
      return;
    }
    plan(
        What, /*Safe=*/true,
        {FixItHint::CreateReplacement(CharSourceRange::getCharRange(
                                          Written.getBegin(), Value.getBegin()),
                                      Before),
         FixItHint::CreateReplacement(
             CharSourceRange::getCharRange(Value.getEnd(),
                                           endOf(Written.getEnd())),
             Behind)},
        Tokens);
    Result.Fix->LeavesOperands = true;
  }

  /// \p Text, code of the library's, has a completion token, and the coroutine
  /// is bound to an executor of another type than that gives.
  bool needsOtherToken(StringRef Text) const {
    if (Library->Token.empty() || !Text.contains(Library->Token))
      return false;
    const auto *Type = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        Coroutine.getReturnType()->getAsCXXRecordDecl());
    if (!Type)
      return false;
    const TemplateParameterList *Params =
        Type->getSpecializedTemplate()->getTemplateParameters();
    ArrayRef<TemplateArgument> Args = Type->getTemplateArgs().asArray();
    for (unsigned I = 1; I < Args.size() && I < Params->size(); ++I)
      if (!isSubstitutedDefaultArgument(Context, Args[I], Params->getParam(I),
                                        Args, Params->getDepth()))
        return true;
    return false;
  }

  /// \p Code of the library's, as it has to be written where a namespace or a
  /// class of the project has the name of the library's outermost one.
  std::string inScope(StringRef Code) const {
    StringRef Root = StringRef(Library->Namespace).split("::").first;
    if (Root.empty() || !isHidden(Root, Coroutine))
      return Code.str();
    std::string Name = (Root + "::").str(), Text;
    for (size_t At = Code.find(Name); At != StringRef::npos;
         At = Code.find(Name)) {
      bool Begins = At == 0 || (Code[At - 1] != ':' &&
                                !isAsciiIdentifierContinue(Code[At - 1]));
      Text += (Code.take_front(At) + (Begins ? "::" : "") + Name).str();
      Code = Code.drop_front(At + Name.size());
    }
    return Text + Code.str();
  }

  /// `socket.read_some(b)` becomes `co_await socket.async_read_some(b, token)`.
  bool useAsyncFunction() {
    const auto *E = dyn_cast_or_null<CallExpr>(Call.At.Call);
    if (!E || !Library || !Call.Api || Call.Api->AsyncName.empty() ||
        !Library->takesToken(Call.Api->Name) || needsOtherToken(Library->Token))
      return false;
    // Some give an error back beside writing it: that isn't awaited.
    bool Lost = isValueLost(E, Call.At.Ancestors);
    if (!Lost && isErrorCode(E->getType()))
      return false;
    SourceRange Written = writtenRange(E->getSourceRange(), SM);
    CharSourceRange Name = charactersOf(Call.At.Location, Context);
    if (Name.isInvalid())
      return false;
    SmallVector<FixItHint, 4> Hints;
    const Expr *Last = Call.At.Args.empty() ? nullptr : Call.At.Args.back();
    if (Last && isErrorCode(Last->getType())) {
      CharSourceRange Error = charactersOf(Last->getSourceRange(), Context);
      if (Library->Redirect.empty() || Error.isInvalid())
        return false;
      Hints.push_back(FixItHint::CreateReplacement(
          Error, fill(inScope(Library->Redirect), "{error}",
                      text(Last->getSourceRange()))));
      append_range(Result.Headers, Library->RedirectIncludes);
    } else {
      Hints.push_back(FixItHint::CreateInsertion(
          Written.getEnd(), (Last ? ", " : "") + inScope(Library->Token)));
    }
    Hints.push_back(FixItHint::CreateReplacement(Name, Call.Api->AsyncName));
    bool Parentheses = needsParentheses(E, Call.At.Ancestors);
    Hints.push_back(FixItHint::CreateInsertion(
        Written.getBegin(), Parentheses ? "(co_await " : "co_await "));
    if (Parentheses)
      Hints.push_back(FixItHint::CreateInsertion(endOf(Written.getEnd()), ")"));
    append_range(Result.Headers, Library->TokenIncludes);
    // No body moves to another thread: what the library shares stays its own
    // matter.
    std::string Shared = sharedStateIn(*E, Escaped, /*InBodies=*/false);
    std::string What = "await '" + Call.Api->AsyncName + "' instead";
    plan(Shared.empty()
             ? What
             : What + "; other coroutines may reach " + Shared + " meanwhile",
         Shared.empty(), std::move(Hints), E->getSourceRange());
    // The arguments stay where they are, and may have fixes of their own.
    Result.Fix->LeavesOperands = true;
    return true;
  }

  /// `process->waitForFinished()` becomes
  /// `co_await qCoro(process).waitForFinished()`.
  bool useCounterpart() {
    const auto *E = dyn_cast_or_null<CallExpr>(Call.At.Call);
    if (!E || !Library || !Call.Api || isInsideFramework() ||
        isBoundToReference())
      return false;
    auto Found = Call.Api->Counterparts.find(Library->Name);
    if (Found == Call.Api->Counterparts.end())
      return false;
    std::string Await = inScope(Found->second.Await);
    if (const auto *Member = dyn_cast<MemberExpr>(E->getCallee())) {
      std::string Object = objectOf(*Member);
      if (Object.empty() || Member->hasQualifier())
        return false;
      Await = fill(Await, "{on}", writtenObjectOf(*Member));
      Await = fill(Await, "{object}", Object);
    }
    std::string Args = textOf(writtenArguments(*E, Call.At.Args, Context));
    if (Args.empty() != Call.At.Args.empty())
      return false;
    Await = "co_await " + fill(Await, "{args}", Args);
    if (StringRef(Await).contains("{o"))
      return false;
    if (needsParentheses(E, Call.At.Ancestors))
      Await = "(" + Await + ")";
    append_range(Result.Headers, Found->second.Includes);
    std::string Shared = sharedStateIn(*E, Escaped, /*InBodies=*/false);
    std::string What = "await what " + Library->Name + " has for it";
    if (!Shared.empty())
      What += "; other coroutines may reach " + Shared + " meanwhile";
    plan(std::move(What), Shared.empty(),
         {FixItHint::CreateReplacement(writtenRange(E->getSourceRange(), SM),
                                       Await)},
         E->getSourceRange());
    return true;
  }

  /// What names the object of \p Member, or points to it; empty if it goes
  /// with the full expression.
  std::string objectOf(const MemberExpr &Member) const {
    const Expr &Base = *Member.getBase();
    if (Member.isImplicitAccess())
      return "this";
    if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(&Base);
        Arrow && Member.isArrow() && Arrow->getOperator() == OO_Arrow)
      return "*" + text(Arrow->getArg(0)->getSourceRange());
    return Member.isArrow() || Base.isLValue() ? text(Base.getSourceRange())
                                               : "";
  }

  /// What is written before the member's name.
  std::string writtenObjectOf(const MemberExpr &Member) const {
    if (Member.isImplicitAccess())
      return "";
    // That of an overloaded arrow has it.
    std::string Text = text(Member.getBase()->getSourceRange());
    if (StringRef(Text).ends_with("->"))
      return Text;
    return Text + (Member.isArrow() ? "->" : ".");
  }

  /// What is awaited may give a reference into the awaiter, which goes with
  /// the full expression, where the call gave an object.
  bool isBoundToReference() const {
    return any_of(Call.At.Ancestors, [](const Stmt *S) {
      const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S);
      return Temporary && Temporary->getExtendingDecl();
    });
  }

  /// What the framework offers for such a call, where no rewriting can be
  /// certain to mean the same.
  void mentionAlternative() {
    if (!Library || isInsideFramework() || !Call.Api)
      return;
    std::string Text;
    if (auto Own = Call.Api->Instead.find(Library->Name);
        Own != Call.Api->Instead.end())
      Text = Own->second;
    else if (auto OfKind = Library->Instead.find(Call.Api->Blocks);
             OfKind != Library->Instead.end())
      Text = OfKind->second;
    if (Text.empty())
      return;
    std::string Use = "use '" + Text + "' of " + Library->Name;
    if (Result.Fix)
      Result.Advice = (summary::BesideFix + Use).str();
    else
      Result.Advice =
          Result.Advice.empty() ? Use : Use + ", or " + Result.Advice;
  }

  static bool isErrorCode(QualType T) {
    const CXXRecordDecl *R = recordOrPattern(T);
    return R && R->getName() == "error_code";
  }

  void offload() {
    if (Call.Api && !Call.Api->OffloadSafe) {
      Result.Advice = Call.Api->Blocks == model::Kind::Lock
                          ? "use a mutex whose lock can be awaited"
                          : "it must stay on its thread: wait with something "
                            "that can be awaited instead";
      return;
    }
    Result.Offloads = true;
    Result.Advice = byHand();
    if (!(Library && Library->HasExecutor) &&
        !acceptsAnyAwaitable(promiseOf(Coroutine)))
      return;
    OffloadEdit Edit = offloadEdit(Call, Library && Library->AwaitsByValue);
    if (!Edit.Moved) {
      if (!Edit.Obstacle.empty())
        Result.Advice += "; " + Edit.Obstacle;
      return;
    }
    if (const NamedDecl *Wait = syncWaitIn(*Edit.Moved)) {
      Result.Advice =
          "await what '" + Wait->getNameAsString() + "' waits for first";
      return;
    }
    Result.Advice.clear();
    Result.Headers.push_back(Library ? Library->OffloadInclude
                                     : "<corolint/offload.hpp>");
    describeOffload(std::move(Edit));
  }

  void describeOffload(OffloadEdit Edit) {
    std::string What = "run it on the blocking executor with "
                       "'co_await corolint::offload(...)'";
    std::string Shared = sharedStateIn(*Edit.Moved, Escaped);
    std::string Lost = lostByOffload(Library);
    if (!Shared.empty())
      What += "; other coroutines may reach " + Shared + " meanwhile";
    plan(What + Lost, Shared.empty() && Lost.empty(), std::move(Edit.Hints),
         Edit.Moved->getSourceRange());
  }

  void plan(std::string Description, bool Safe, SmallVector<FixItHint, 4> Hints,
            SourceRange Moved) {
    std::string Caveat =
        macroCaveat(Moved.getBegin(), SM, Context.getLangOpts());
    Result.Fix = FixPlan{Description + Caveat, Safe && Caveat.empty(),
                         std::move(Hints), writtenRange(Moved, SM)};
  }

  const ThreadCall &Call;
  const FunctionDecl &Coroutine;
  const model::Framework *Library;
  EscapedLocals &Escaped;
  ASTContext &Context;
  const SourceManager &SM;
  Remedy Result;
};

} // namespace

Remedy remedyFor(const ThreadCall &Call, RemedyContext &In) {
  return RemedyBuilder(Call, In).build();
}

} // namespace corolint
