// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/DroppedAwaitables.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Evaluation.h"
#include "Analysis/Statements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What a local variable went through.
struct Local {
  DroppedAwaitable Drop;
  bool Holds = false;    ///< an awaitable that this function got or made
  bool Named = false;    ///< by anything but its declaration
  bool Consumed = false; ///< by something that may await it or pass it on
};

/// The member functions that put an element into a standard container.
bool puts(StringRef Member) {
  return is_contained({"push_back", "emplace_back", "push_front",
                       "emplace_front", "insert", "emplace"},
                      Member);
}

class Walk {
public:
  Walk(const FunctionDecl &F, const model::Model &M,
       function_ref<void(const DroppedAwaitable &)> Visit)
      : Context(F.getASTContext()), M(M), Visit(Visit) {}

  void run(const Stmt *Body) {
    // The body itself is a block or a function try block.
    statement(Body);
    for (auto &[Var, State] : Locals) {
      if (State.Consumed || !State.Holds)
        continue;
      if (State.Named)
        State.Drop.Declaration = nullptr;
      Visit(State.Drop);
    }
  }

private:
  /// \p S in a place where the value of an expression statement is lost.
  void slot(const Stmt *S) {
    if (const auto *E = dyn_cast_or_null<Expr>(S)) {
      if (const Expr *Lost = lostAwaitable(E))
        report(E, Lost);
    }
    statement(S);
  }

  void statement(const Stmt *S) {
    if (!S)
      return;
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr>(S))
      return;
    Ancestors.push_back(S);
    if (const auto *Decl = dyn_cast<DeclStmt>(S))
      declare(*Decl);
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      use(*Ref);
    else if (const auto *Comma = dyn_cast<BinaryOperator>(S);
             Comma && Comma->getOpcode() == BO_Comma && !inDiscardedComma())
      discardLeft(*Comma);

    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const Expr *Init : Lambda->capture_inits())
        statement(Init);
    } else if (const auto *Coawait = dyn_cast<CoroutineSuspendExpr>(S)) {
      statement(Coawait->getOperand());
    } else if (const auto *Return = dyn_cast<CoreturnStmt>(S)) {
      // Its other child is the promise call, which repeats the operand.
      statement(Return->getOperand());
    } else if (!isa<CXXDefaultArgExpr>(S)) {
      // A default argument is the callee's, and names no local of this
      // function.
      for (const Stmt *Child : S->children())
        isSlot(S, Child) ? slot(Child) : statement(Child);
    }
    Ancestors.pop_back();
  }

  /// Whether \p Child of \p Parent loses its value. The last expression of a
  /// statement expression, `({ ... })`, is its value.
  bool isSlot(const Stmt *Parent, const Stmt *Child) const {
    if (!isValueLost(*Parent, Child))
      return false;
    const auto *Block = dyn_cast<CompoundStmt>(Parent);
    auto Outer = find(reverse(Ancestors), Parent);
    bool IsValueBlock = Block && Outer != Ancestors.rend() &&
                        std::next(Outer) != Ancestors.rend() &&
                        isa<StmtExpr>(*std::next(Outer));
    return !IsValueBlock || Child != Block->body_back();
  }

  /// The part of discarded \p E whose awaitable value is lost, or null.
  const Expr *lostAwaitable(const Expr *E) {
    E = E->IgnoreParens()->IgnoreImplicit()->IgnoreParens();
    if (const auto *Comma = dyn_cast<BinaryOperator>(E);
        Comma && Comma->getOpcode() == BO_Comma) {
      const Expr *Left = lostAwaitable(Comma->getLHS());
      return Left ? Left : lostAwaitable(Comma->getRHS());
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      const Expr *True = lostAwaitable(Choice->getTrueExpr());
      return True ? True : lostAwaitable(Choice->getFalseExpr());
    }
    // The value of an object that lives on isn't lost.
    if (!E->isPRValue() || !isa<CallExpr, CoawaitExpr>(E))
      return nullptr;
    return asAwaitable(E->getType(), M) ? E : nullptr;
  }

  void report(const Expr *Full, const Expr *Lost) {
    DroppedAwaitable Drop;
    Drop.Discarded = Full;
    Drop.What = *asAwaitable(Lost->getType(), M);
    if (const auto *Call = dyn_cast<CallExpr>(Lost))
      Drop.Nodiscard = Call->hasUnusedResultAttr(Context);
    Drop.InCatchHandler = inCatchHandler();
    Visit(Drop);
  }

  /// A comma whose own value is used still loses its left side.
  void discardLeft(const BinaryOperator &Comma) {
    if (const Expr *Lost = lostAwaitable(Comma.getLHS()))
      report(Comma.getLHS(), Lost);
  }

  /// The innermost ancestor is part of an expression statement, whose slot has
  /// looked at all of it.
  bool inDiscardedComma() const {
    for (size_t I = Ancestors.size() - 1; I > 0; --I) {
      const Stmt *Parent = Ancestors[I - 1];
      if (isSlot(Parent, Ancestors[I]))
        return true;
      const auto *Op = dyn_cast<BinaryOperator>(Parent);
      if (!(Op && Op->getOpcode() == BO_Comma) &&
          !isa<ParenExpr, ExprWithCleanups, ConditionalOperator>(Parent))
        return false;
    }
    return false;
  }

  bool inCatchHandler() const {
    return any_of(Ancestors,
                  [](const Stmt *S) { return isa<CXXCatchStmt>(S); });
  }

  void declare(const DeclStmt &S) {
    for (const Decl *D : S.decls())
      if (const auto *Var = dyn_cast<VarDecl>(D))
        declare(*Var, S);
  }

  void declare(const VarDecl &Var, const DeclStmt &S) {
    if (Var.isStaticLocal() || Var.isCXXForRangeDecl() || Var.isImplicit() ||
        Var.getTLSKind() != VarDecl::TLS_None || isa<DecompositionDecl>(Var) ||
        !Var.getInit() || Var.getType()->isDependentType())
      return;
    const Expr *Init = Var.getInit()->IgnoreParens();
    if (const auto *Full = dyn_cast<FullExpr>(Init))
      Init = Full->getSubExpr();
    // A reference owns what it prolongs the life of, and nothing else.
    if (Var.getType()->isReferenceType() &&
        !isa<MaterializeTemporaryExpr>(Init->IgnoreImpCasts()) &&
        !isa<MaterializeTemporaryExpr>(Init))
      return;
    std::optional<Awaitable> What =
        asAwaitable(Var.getType().getNonReferenceType(), M);
    if (!What)
      return;
    Local State;
    State.Holds = comesFromCall(Init) || takesFromLocal(Init);
    State.Drop.Variable = &Var;
    State.Drop.What = *What;
    if (const auto *Call = dyn_cast<CallExpr>(source(Init)))
      State.Drop.Nodiscard = Call->hasUnusedResultAttr(Context);
    State.Drop.InCatchHandler = inCatchHandler();
    if (S.isSingleDecl() && Ancestors.size() >= 2 &&
        isa<CompoundStmt>(Ancestors[Ancestors.size() - 2]))
      State.Drop.Declaration = &S;
    Locals.insert({&Var, State});
  }

  static const Expr *source(const Expr *Init) {
    const Expr *E = Init->IgnoreParens()->IgnoreImplicit();
    if (const auto *List = dyn_cast<InitListExpr>(E);
        List && List->getNumInits() == 1)
      E = List->getInit(0)->IgnoreImplicit();
    if (const auto *Move = dyn_cast<CXXConstructExpr>(E);
        Move && Move->getNumArgs() == 1)
      E = Move->getArg(0)->IgnoreImplicit();
    return E;
  }

  /// An empty task, or one that another variable gave away, holds no work that
  /// this function started.
  static bool comesFromCall(const Expr *Init) {
    const Expr *E = source(Init);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
      return comesFromCall(Choice->getTrueExpr()) &&
             comesFromCall(Choice->getFalseExpr());
    const auto *Call = dyn_cast<CallExpr>(E);
    if (!Call)
      return isa<CoawaitExpr>(E);
    const FunctionDecl *Callee = Call->getDirectCallee();
    return !(Callee && Callee->isInStdNamespace() && Callee->getIdentifier() &&
             Callee->getName() == "move");
  }

  /// `auto b = std::move(a);` where a is one of this function's.
  bool takesFromLocal(const Expr *Init) const {
    const auto *Call = dyn_cast<CallExpr>(source(Init));
    if (!Call || !Call->isCallToStdMove())
      return false;
    const auto *Ref = dyn_cast<DeclRefExpr>(ignoreConversions(Call->getArg(0)));
    auto From = Locals.find(Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr);
    return From != Locals.end() && From->second.Holds;
  }

  /// \p Ref, the innermost ancestor, names a variable: what for?
  void use(const DeclRefExpr &Ref) {
    const auto *Var = dyn_cast<VarDecl>(Ref.getDecl());
    auto Found = Locals.find(Var);
    if (Found == Locals.end())
      return;
    Local &State = Found->second;
    State.Named = true;
    if (isPut())
      State.Holds = true;
    else
      State.Consumed |= consumes();
  }

  /// The innermost ancestor is a container that an element is put into.
  bool isPut() const {
    const auto *Member =
        Ancestors.size() >= 2
            ? dyn_cast<MemberExpr>(Ancestors[Ancestors.size() - 2])
            : nullptr;
    const auto *Method =
        Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    return Method && Method->getIdentifier() && puts(Method->getName()) &&
           Method->getParent()->isInStdNamespace();
  }

  /// Whether the expression around the innermost ancestor, a reference to a
  /// variable, may await its value or pass it on.
  bool consumes() const {
    size_t I = Ancestors.size() - 1;
    auto Parent = [&]() -> const Stmt * {
      while (I > 0 && isa<ImplicitCastExpr, ParenExpr, ExprWithCleanups,
                          MaterializeTemporaryExpr>(Ancestors[I - 1]))
        --I;
      return I > 0 ? Ancestors[I - 1] : nullptr;
    };
    const Stmt *Outer = Parent();
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Outer))
      return !asksQuestion(*Member);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Outer);
        Call && Call->isCallToStdMove()) {
      // `std::move(t);` alone moves nothing.
      --I;
      const Stmt *Around = Parent();
      return !(Around && isSlot(Around, Ancestors[I]));
    }
    if (const auto *Assign = dyn_cast_or_null<CXXOperatorCallExpr>(Outer))
      return !(Assign->isAssignmentOp() &&
               ignoreConversions(Assign->getArg(0)) == Ancestors.back());
    // `t;` does nothing.
    return !(Outer && isSlot(Outer, Ancestors[I]));
  }

  /// A const member function that answers with a truth value or a number.
  static bool asksQuestion(const MemberExpr &Member) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
    return Method && Method->isConst() &&
           Method->getReturnType()->isArithmeticType();
  }

  ASTContext &Context;
  const model::Model &M;
  function_ref<void(const DroppedAwaitable &)> Visit;
  SmallVector<const Stmt *, 32> Ancestors;
  MapVector<const VarDecl *, Local> Locals;
};

} // namespace

void forEachDroppedAwaitable(
    const FunctionDecl &F, const model::Model &M,
    function_ref<void(const DroppedAwaitable &)> Visit) {
  Walk(F, M, Visit).run(writtenBody(F));
}

} // namespace corolint
