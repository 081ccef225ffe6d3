// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The expression isn't in the AST: fixes are made of its tokens. Whatever isn't
// certain gets advice instead.
#include "Checks/AwaitRepair.h"
#include "Analysis/Awaitable.h"
#include "Analysis/BlockingCalls.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Marks.h"
#include "Analysis/Names.h"
#include "Analysis/ValueTransfer.h"
#include "Checks/AwaitContext.h"
#include "Checks/OffloadFix.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class RepairBuilder {
public:
  RepairBuilder(const FailedAwait &A, const model::Model &M)
      : A(A), M(M), Library(A.Within ? frameworkOf(*A.Within, M) : nullptr) {}

  Repair build() {
    // Other instantiations may well await it.
    if (isDependent()) {
      Result.Advice = "instantiate the template with something awaitable";
      return std::move(Result);
    }
    switch (A.Why) {
    case AwaitFailure::NotAwaitable:
    case AwaitFailure::NothingToAwait:
      forValue();
      break;
    case AwaitFailure::NotCalled:
      call();
      break;
    case AwaitFailure::NeedsRvalue:
      move();
      break;
    case AwaitFailure::HoldsAwaitable:
      dereference();
      break;
    case AwaitFailure::PromiseAwaitsNone:
      Result.Advice = "do what has to be awaited in an asynchronous coroutine "
                      "that calls this one";
      break;
    default:
      Result.Advice = advice();
      break;
    }
    return std::move(Result);
  }

private:
  /// The operand's type depends on what a template is instantiated with.
  bool isDependent() const {
    return A.Within && A.Within->isDependentContext() &&
           A.Why != AwaitFailure::PromiseAwaitsNone &&
           A.Written.Type.isNull() && A.Written.Functions.empty() &&
           A.Written.Form != WrittenOperand::Lambda && !isLiteral();
  }

  bool isLiteral() const {
    return A.Place && A.Place->End == A.Place->Begin + 1 &&
           tok::isLiteral((*A.Place->In)[A.Place->Begin].Kind);
  }

  /// What to do where the declarations are to be changed, or the design.
  std::string advice() const {
    switch (A.Why) {
    case AwaitFailure::NeedsLvalue:
      return "await a variable that holds it";
    case AwaitFailure::HoldsSeveral:
      return "await them one by one, or all at once with the framework's "
             "'when_all'";
    case AwaitFailure::OnlyDeclared:
      return "include the header that defines it";
    case AwaitFailure::NotConst:
      return "await one that isn't const, or make '" + A.Function + "' const";
    case AwaitFailure::OperatorNotFound:
      return "declare it in the namespace of its operand, before it is used";
    case AwaitFailure::OperatorAmbiguous:
      return "keep one of them, or constrain them";
    case AwaitFailure::PromiseRefuses:
    case AwaitFailure::SuspendHandle:
      return foreignAdvice();
    default:
      return "";
    }
  }

  std::string foreignAdvice() const {
    const CXXRecordDecl *R =
        A.Operand.isNull() ? nullptr : recordOrPattern(A.Operand);
    const model::TaskType *Task = R ? M.taskType(qualifiedName(*R)) : nullptr;
    if (Task && Task->Of != Library && !Task->Of->AwaitedElsewhere.empty())
      return "in a coroutine of another library: " + Task->Of->AwaitedElsewhere;
    return "await it in a coroutine of a type that takes it";
  }

  // A value that is none to await.

  void forValue() {
    if (const model::BlockingApi *Api = blockingCall(); Api && Api->SyncWait) {
      Result.Advice = "it waits itself: await what it is given instead";
    } else if (Api || callsBlockingFunction()) {
      if (!Api || Api->OffloadSafe)
        offload("");
      else
        Result.Advice = "it blocks, and must stay on its thread: wait with "
                        "something that can be awaited instead";
    } else if (std::string Wait = waitFunction(); !Wait.empty()) {
      offload("." + Wait + "()");
    } else if (isDuration()) {
      useTimer();
    } else if (std::string Header = headerFor(); !Header.empty()) {
      Result.Advice = "include " + Header + ", which makes it awaitable";
    } else if (takesToken()) {
      Result.Advice = "pass '" + Library->Token +
                      "' as its completion token: then there is something to "
                      "await";
    } else {
      remove();
    }
  }

  const model::BlockingApi *blockingCall() const {
    if (A.Written.Form != WrittenOperand::Call)
      return nullptr;
    for (const FunctionDecl *F : A.Written.Functions)
      for (const std::string &Name : calleeNames(*F, A.Written.Receiver))
        for (const model::BlockingApi *Api : M.blockingApis(Name))
          if (appliesTo(*Api, *F))
            return Api;
    return nullptr;
  }

  bool callsBlockingFunction() const {
    return A.Written.Form == WrittenOperand::Call &&
           !A.Written.Functions.empty() &&
           all_of(A.Written.Functions, [&](const FunctionDecl *F) {
             std::optional<BlockingMark> Mark = blockingMark(*F);
             return Mark ? *Mark == BlockingMark::Blocking
                         : blocksInSight(*F, M);
           });
  }

  /// The function of the operand that waits for what it stands for (the result
  /// of a std::future, the end of a std::thread), or empty.
  std::string waitFunction() const {
    const CXXRecordDecl *R =
        A.Operand.isNull() ? nullptr : recordOrPattern(A.Operand);
    if (!R)
      return "";
    for (StringRef Name : {"get", "join", "wait"}) {
      bool Waits = any_of(M.blockingApis(qualifiedName(*R) + "::" + Name.str()),
                          [](const model::BlockingApi *Api) {
                            return !Api->SyncWait && Api->MinArgs == 0 &&
                                   Api->Blocks == model::Kind::Wait &&
                                   Api->OffloadSafe;
                          });
      auto Members = membersNamed(R, Name);
      if (Waits && any_of(Members, [](const NamedDecl *D) {
            const FunctionDecl *F = D->getAsFunction();
            return F && F->getMinRequiredArguments() == 0;
          }))
        return Name.str();
    }
    return "";
  }

  std::string headerFor() const {
    const CXXRecordDecl *R =
        A.Operand.isNull() ? nullptr : recordOrPattern(A.Operand);
    if (!R && !A.Operand.isNull() && A.Operand->isPointerType())
      R = recordOrPattern(A.Operand->getPointeeType());
    std::string Header;
    anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
      Header = M.headerToAwait(qualifiedName(Class));
      return !Header.empty();
    });
    return Header;
  }

  /// The operand starts an operation of the framework that would be awaitable
  /// with another completion token.
  bool takesToken() const {
    return Library && A.Why == AwaitFailure::NothingToAwait &&
           any_of(A.Written.Functions, [&](const FunctionDecl *F) {
             return F->isTemplated() && F->getNumParams() > 0 &&
                    Library->takesToken(qualifiedName(*F));
           });
  }

  bool isDuration() const {
    const CXXRecordDecl *R =
        A.Operand.isNull() ? nullptr : recordOrPattern(A.Operand);
    return R && qualifiedName(*R) == "std::chrono::duration";
  }

  void useTimer() {
    Result.Advice = "await a timer of that duration";
    if (!Library || Library->TimerFor.empty() || !A.Place || suspends())
      return;
    auto [Before, After] = StringRef(Library->TimerFor).split("{duration}");
    if (After.contains("{duration}"))
      return;
    Result.Advice.clear();
    append_range(Result.Headers, Library->TimerIncludes);
    plan("wait with the timer of " + Library->Name, /*Safe=*/false,
         {FixItHint::CreateInsertion(A.Place->begin(), Before),
          FixItHint::CreateInsertion(A.Place->end(), After)});
  }

  void remove() {
    Result.Advice = "remove 'co_await', or await something awaitable";
    if (!A.Place || !A.Within || A.Operand.isNull() ||
        !AwaitContext(A).takesOperand())
      return;
    Result.Advice.clear();
    Result.RemovesAwait = true;
    const FileTokens &Tokens = *A.Place->In;
    SourceLocation Keyword = A.Place->keyword();
    // `-co_await -x` must not become `--x`.
    const FileTokens::Token &Before = Tokens[A.Place->Keyword - 1];
    bool Glues = A.Place->Keyword > 0 &&
                 Before.end() == Tokens[A.Place->Keyword].Offset &&
                 Before.Text.back() == Tokens[A.Place->Begin].Text.front();
    // A comment between keyword and operand stays.
    ASTContext &Context = A.Within->getASTContext();
    SourceLocation Behind = A.Place->In->endLocation(A.Place->Keyword);
    StringRef Between = Lexer::getSourceText(
        CharSourceRange::getCharRange(Behind, A.Place->begin()),
        Context.getSourceManager(), Context.getLangOpts());
    auto Spaces = static_cast<int>(Between.size() - Between.ltrim().size());
    CharSourceRange Range =
        CharSourceRange::getCharRange(Keyword, Behind.getLocWithOffset(Spaces));
    plan("remove 'co_await'", /*Safe=*/true,
         {Glues ? FixItHint::CreateReplacement(Range, " ")
                : FixItHint::CreateRemoval(Range)});
  }

  /// The operand itself suspends: it can't stand in a lambda.
  bool suspends() const {
    for (size_t I = A.Place->Begin; I < A.Place->End; ++I)
      if ((*A.Place->In)[I].is("co_await") || (*A.Place->In)[I].is("co_yield"))
        return true;
    return false;
  }

  /// What a lambda returns by value may refer to a temporary that died in it.
  bool mayDangle() const {
    if (A.Operand.isNull())
      return true;
    const CXXRecordDecl *R = recordOrPattern(A.Operand);
    return A.Written.IsLvalue || A.Operand->isPointerType() ||
           (R && is_contained({"std::basic_string_view", "std::span"},
                              qualifiedName(*R)));
  }

  /// Runs the operand, with \p Suffix behind it, on another thread.
  void offload(StringRef Suffix) {
    Result.Advice = "it blocks: run it with 'co_await corolint::offload([&] { "
                    "return ...; })'";
    if (!Suffix.empty())
      Result.Advice = "wait for it on the blocking executor: 'co_await "
                      "corolint::offload([&] { return ..." +
                      Suffix.str() + "; })'";
    bool Accepts = (Library && Library->HasExecutor) ||
                   acceptsAnyAwaitable(promiseAround(A));
    if (!A.Place || !A.Within || !Accepts || suspends() ||
        (Suffix.empty() && mayDangle() && !AwaitContext(A).isStatement()))
      return;
    const FileTokens &Tokens = *A.Place->In;
    std::string Shared = sharedStateIn(
        Tokens, A.Place->Begin, A.Place->End,
        ScopeLookup(A.Around, A.Location, A.Within->getASTContext()),
        *A.Within);
    std::string What = Suffix.empty() ? "it blocks: run it" : "wait for it";
    What += " on the blocking executor with 'co_await corolint::offload(...)'";
    if (!Shared.empty())
      What += "; other coroutines may reach " + Shared + " meanwhile";
    std::string Lost = lostByOffload(Library);
    Result.Advice.clear();
    Result.Headers.push_back(Library ? Library->OffloadInclude
                                     : "<corolint/offload.hpp>");
    // What is behind a reference may be no value to hand back.
    bool ForEffect =
        Suffix.empty() && AwaitContext(A).isStatement() &&
        (mayDangle() || !isMovable(A.Operand, A.Within->getASTContext()));
    std::string Open = ForEffect ? "corolint::offload([&] { "
                                 : "corolint::offload([&] { return ";
    plan(What + Lost, Shared.empty() && Lost.empty(),
         {FixItHint::CreateInsertion(A.Place->begin(), Open),
          FixItHint::CreateInsertion(A.Place->end(), (Suffix + "; })").str())});
  }

  // Something else that is awaitable.

  bool isTaken(QualType T) const {
    return A.Within && !T.isNull() && canBeAwaitedIn(*A.Within, T);
  }

  void call() {
    Result.Advice = "call it";
    QualType Given;
    if (!A.Operand.isNull())
      Given = resultOfCalling(A.Operand);
    for (const FunctionDecl *F : A.Written.Functions)
      if (F->getMinRequiredExplicitArguments() == 0 &&
          !F->getReturnType()->isDependentType())
        Given = F->getReturnType();
    if (Given.isNull() || Given->isDependentType() || Given->isUndeducedType())
      return;
    Given = Given.getNonReferenceType();
    if (!isAwaitable(Given)) {
      Result.Advice = "call it; what it gives can't be awaited either";
      return;
    }
    bool Prefixed = A.Place && !(*A.Place->In)[A.Place->Begin].isName() &&
                    A.Written.Form != WrittenOperand::Lambda;
    if (!A.Place || Prefixed || !isTaken(Given))
      return;
    Result.Advice.clear();
    plan("call it", /*Safe=*/true,
         {FixItHint::CreateInsertion(A.Place->end(), "()")});
  }

  void move() {
    Result.Advice = "write 'co_await std::move(...)' if it isn't used "
                    "afterwards";
    if (!A.Place || !isTaken(A.Operand) || A.Operand.isConstQualified())
      return;
    AwaitContext Context(A);
    // It would be used up the first time.
    if (Context.mayAwaitAgain())
      return;
    bool LastUse = Context.isLastUse();
    Result.Advice.clear();
    Result.Headers.push_back("<utility>");
    plan(LastUse ? "await it with 'std::move': it isn't used afterwards"
                 : "await it with 'std::move', after which it is used up",
         LastUse,
         {FixItHint::CreateInsertion(A.Place->begin(), "std::move("),
          FixItHint::CreateInsertion(A.Place->end(), ")")});
  }

  void dereference() {
    Result.Advice = "dereference it";
    std::optional<HeldAwaitable> Held = heldAwaitable(A.Operand);
    if (!A.Place || !Held || !isTaken(Held->Type) ||
        Held->Type.isConstQualified())
      return;
    Result.Advice.clear();
    bool Moves = needsRvalue(Held->Type);
    if (Moves)
      Result.Headers.push_back("<utility>");
    SmallVector<FixItHint, 4> Hints = {FixItHint::CreateInsertion(
        A.Place->begin(), Moves ? "std::move(*" : "*")};
    if (Moves)
      Hints.push_back(FixItHint::CreateInsertion(A.Place->end(), ")"));
    plan(Moves ? "await what it points to, which is used up then"
               : "await what it points to",
         /*Safe=*/false, std::move(Hints));
  }

  void plan(std::string Description, bool Safe,
            SmallVector<FixItHint, 4> Hints) {
    Result.Fix = FixPlan{std::move(Description), Safe, std::move(Hints)};
  }

  const FailedAwait &A;
  const model::Model &M;
  const model::Framework *Library;
  Repair Result;
};

/// Where fixes take the last `co_await` of \p F away, it would be a coroutine
/// no more: the last of them ends it with a `co_return`.
void keepCoroutine(const FunctionDecl &F, ArrayRef<FailedAwait> Awaits,
                   MutableArrayRef<Repair> Repairs) {
  Repair *Last = nullptr;
  const FailedAwait *LastAwait = nullptr;
  unsigned Removed = 0;
  for (size_t I = 0; I < Awaits.size(); ++I)
    if (Awaits[I].Within == &F && Repairs[I].RemovesAwait) {
      ++Removed;
      Last = &Repairs[I];
      LastAwait = &Awaits[I];
    }
  if (!Last)
    return;
  AwaitContext Context(*LastAwait);
  if (Context.coroutineKeywords() > Removed)
    return;
  const CXXRecordDecl *Promise = promiseAround(*LastAwait);
  if (std::optional<FixItHint> End = Context.endingWith("co_return;");
      End && Promise && !membersNamed(Promise, "return_void").empty()) {
    Last->Fix->Hints.push_back(*End);
    return;
  }
  Last->Fix.reset();
  Last->Advice = "remove 'co_await', and end the coroutine with 'co_return'";
}

} // namespace

std::vector<Repair> repairsFor(ArrayRef<FailedAwait> Awaits,
                               const model::Model &M) {
  std::vector<Repair> Repairs;
  for (const FailedAwait &A : Awaits)
    Repairs.push_back(RepairBuilder(A, M).build());
  SmallPtrSet<const FunctionDecl *, 4> Seen;
  for (const FailedAwait &A : Awaits)
    if (A.Within && Seen.insert(A.Within).second)
      keepCoroutine(*A.Within, Awaits, Repairs);
  return Repairs;
}

} // namespace corolint
