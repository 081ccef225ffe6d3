// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Conditions.h"
#include "Analysis/ConstantInteger.h"
#include "Analysis/Coroutine.h"
#include "Analysis/Flags.h"
#include "Analysis/Names.h"
#include "Analysis/Variables.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace llvm;

namespace corolint {

using model::Condition;

/// The variable or data member that \p E names, through `&`, `*` and `.get()`.
static const ValueDecl *referencedVariable(const Expr *E) {
  while ((E = ignoreConversions(E))) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Ref->getDecl();
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return Member->getMemberDecl();
    if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
               Operator && Operator->getNumArgs() == 1) {
      E = Operator->getArg(0);
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
               Call && Call->getNumArgs() == 0) {
      E = Call->getImplicitObjectArgument();
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

static bool isZeroValue(const APValue &Value) {
  switch (Value.getKind()) {
  case APValue::Int:
    return Value.getInt() == 0;
  case APValue::Float:
    return Value.getFloat().isZero();
  case APValue::Struct:
    for (unsigned I = 0; I < Value.getStructNumBases(); ++I)
      if (!isZeroValue(Value.getStructBase(I)))
        return false;
    for (unsigned I = 0; I < Value.getStructNumFields(); ++I)
      if (!isZeroValue(Value.getStructField(I)))
        return false;
    return Value.getStructNumFields() + Value.getStructNumBases() > 0;
  default:
    return false;
  }
}

static bool evaluatesToZero(const Expr *E, const ASTContext &Context) {
  if (!E || E->isValueDependent())
    return false;
  while (true) {
    if (const auto *Full = dyn_cast<FullExpr>(E))
      E = Full->getSubExpr();
    else if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
      E = Temporary->getSubExpr();
    else
      break;
  }
  Expr::EvalResult Result;
  if (E->isPRValue() && E->EvaluateAsRValue(Result, Context) &&
      !Result.HasSideEffects)
    return isZeroValue(Result.Val);
  return false;
}

namespace {
/// What a body writes to a local variable: to the whole, or to its fields.
class WriteFinder : public RecursiveASTVisitor<WriteFinder> {
public:
  explicit WriteFinder(const VarDecl &Var) : Var(Var) {}
  bool OtherThanZero = false;
  SmallPtrSet<const ValueDecl *, 4> ZeroFields;

  bool VisitBinaryOperator(BinaryOperator *Op) {
    if (!Op->isAssignmentOp() || !isInVar(Op->getLHS()))
      return true;
    const auto *Field = dyn_cast<MemberExpr>(Op->getLHS());
    if (Field && Op->getOpcode() == BO_Assign &&
        evaluatesToZero(Op->getRHS(), Var.getASTContext()))
      ZeroFields.insert(Field->getMemberDecl());
    else
      OtherThanZero = true;
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Op) {
    OtherThanZero |= Op->isIncrementDecrementOp() && isInVar(Op->getSubExpr());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) {
    OtherThanZero |= Call->isAssignmentOp() && isInVar(Call->getArg(0));
    return true;
  }

private:
  bool isInVar(const Expr *E) const {
    E = E->IgnoreParenImpCasts();
    while (const auto *Member = dyn_cast<MemberExpr>(E))
      E = Member->getBase()->IgnoreParenImpCasts();
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    return Ref && Ref->getDecl() == &Var;
  }
  const VarDecl &Var;
};
} // namespace

/// \p E is `&local` where the local holds only zeros: from the start, or
/// because each of its fields was set to zero.
static bool pointsToZeros(const Expr *E, const FunctionDecl &Within) {
  const auto *Address = dyn_cast<UnaryOperator>(E->IgnoreParenImpCasts());
  if (!Address || Address->getOpcode() != UO_AddrOf)
    return false;
  const auto *Ref =
      dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParenImpCasts());
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var || (!Var->hasLocalStorage() && !Var->getType().isConstQualified()))
    return false;
  WriteFinder Writes(*Var);
  Writes.TraverseStmt(const_cast<Stmt *>(writtenBody(Within)));
  if (Writes.OtherThanZero)
    return false;
  if (evaluatesToZero(initializer(*Var), Within.getASTContext()))
    return true;
  const RecordDecl *R = Var->getType()->getAsRecordDecl();
  return R && !R->field_empty() && all_of(R->fields(), [&](const FieldDecl *F) {
           return Writes.ZeroFields.contains(F);
         });
}

bool isZero(const Expr *E, const FunctionDecl &Within) {
  ASTContext &Context = Within.getASTContext();
  if (E->isValueDependent())
    return false;
  if (std::optional<int64_t> Value = constantInteger(E, Context))
    return *Value == 0;
  if (E->getType()->isPointerType())
    return E->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent) ||
           pointsToZeros(E, Within);
  if (evaluatesToZero(E, Context) ||
      evaluatesToZero(ignoreConversions(E), Context))
    return true;
  // A timeout class that is made of a number.
  if (const auto *Made = dyn_cast<CXXConstructExpr>(ignoreConversions(E));
      Made && Made->getNumArgs() == 1)
    return isZero(Made->getArg(0), Within);
  return evaluatesToZero(keptValue(E), Context);
}

/// \p E names one of the variables \p Names or is the constant descriptor
/// \p First or \p Last.
static bool isStandardStream(const Expr *E, ArrayRef<StringRef> Names,
                             int First, int Last, const ASTContext &Context) {
  if (std::optional<int64_t> Descriptor = constantInteger(E, Context))
    return *Descriptor >= First && *Descriptor <= Last;
  E = ignoreConversions(E);
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E))
    return isStandardStream(Choice->getTrueExpr(), Names, First, Last,
                            Context) &&
           isStandardStream(Choice->getFalseExpr(), Names, First, Last,
                            Context);
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  if (Ref && is_contained(Names, qualifiedName(*Ref->getDecl())))
    return true;
  const Expr *Value = keptValue(E);
  return Value && isStandardStream(Value, Names, First, Last, Context);
}

/// \p E makes an object without arguments.
static bool makesDefault(const Expr *E) {
  const auto *Construct =
      dyn_cast_or_null<CXXConstructExpr>(E ? ignoreConversions(E) : nullptr);
  return Construct && Construct->getNumArgs() == 0;
}

/// The object that \p E is called on or destroys was made without arguments
/// and still is as it was made.
static bool isDefaultConstructed(const Expr *Object, const VarDecl *Var) {
  if (!Var)
    if (const auto *Ref =
            dyn_cast_or_null<DeclRefExpr>(ignoreConversions(Object)))
      Var = dyn_cast<VarDecl>(Ref->getDecl());
  return Var ? makesDefault(Var->getInit()) && keepsInitialValue(*Var)
             : makesDefault(Object);
}

static bool isNull(const Expr *E, ASTContext &Context) {
  if (E->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent))
    return true;
  const Expr *Value = keptValue(E);
  return Value &&
         Value->isNullPointerConstant(Context, Expr::NPC_NeverValueDependent);
}

static bool isOfType(const Expr *E, ArrayRef<std::string> Types) {
  QualType T = referredObject(E)->getType();
  if (T->isPointerType())
    T = T->getPointeeType();
  return anyOfClassAndBases(recordOrPattern(T), [&](const CXXRecordDecl &R) {
    return is_contained(Types, qualifiedName(R));
  });
}

namespace {
/// Whether a body gives a field of a local variable a value with a flag.
class FieldFlagFinder : public RecursiveASTVisitor<FieldFlagFinder> {
public:
  FieldFlagFinder(const VarDecl &Var, const Condition &C,
                  const ASTContext &Context)
      : Var(Var), C(C), Context(Context) {}
  bool Found = false;

  bool VisitVarDecl(VarDecl *D) {
    const auto *List = D == &Var && D->getInit()
                           ? dyn_cast<InitListExpr>(D->getInit())
                           : nullptr;
    const RecordDecl *R = Var.getType()->getAsRecordDecl();
    if (List && R)
      for (const FieldDecl *Field : R->fields())
        if (Field->getName() == C.Field &&
            Field->getFieldIndex() < List->getNumInits())
          Found |=
              hasFlag(List->getInit(Field->getFieldIndex()), C.Values, Context);
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Op) {
    const auto *Member = dyn_cast<MemberExpr>(Op->getLHS());
    const auto *Ref =
        Member ? dyn_cast<DeclRefExpr>(Member->getBase()) : nullptr;
    if (Op->isAssignmentOp() && Ref && Ref->getDecl() == &Var &&
        Member->getMemberDecl()->getName() == C.Field)
      Found |= hasFlag(Op->getRHS(), C.Values, Context);
    return true;
  }

private:
  const VarDecl &Var;
  const Condition &C;
  const ASTContext &Context;
};
} // namespace

static bool fieldHasFlag(const Expr *Arg, const Condition &C,
                         const FunctionDecl &Within) {
  const auto *Address = dyn_cast<UnaryOperator>(Arg->IgnoreParenImpCasts());
  const auto *Ref =
      Address ? dyn_cast<DeclRefExpr>(Address->getSubExpr()) : nullptr;
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Var)
    return false;
  FieldFlagFinder Finder(*Var, C, Within.getASTContext());
  Finder.TraverseStmt(const_cast<Stmt *>(writtenBody(Within)));
  return Finder.Found;
}

namespace {
/// Whether a body calls one of some functions on or with a variable before
/// some place, and not with a constant zero as last argument.
class CallBeforeFinder : public RecursiveASTVisitor<CallBeforeFinder> {
public:
  CallBeforeFinder(const ValueDecl &Of, ArrayRef<std::string> Names,
                   SourceLocation Place, const FunctionDecl &Within)
      : Of(Of), Names(Names), Place(Place), Within(Within),
        SM(Within.getASTContext().getSourceManager()) {}
  bool Found = false;

  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !SM.isBeforeInTranslationUnit(Call->getExprLoc(), Place))
      return true;
    const CXXRecordDecl *Receiver = nullptr;
    bool Concerned =
        any_of(Call->arguments(), [&](const Expr *Arg) { return names(Arg); });
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      Concerned |= names(Object);
      QualType T = Object->getType();
      Receiver = recordOrPattern(T->isPointerType() ? T->getPointeeType() : T);
    }
    if (Concerned &&
        any_of(calleeNames(*Callee, Receiver),
               [&](const std::string &Name) {
                 return is_contained(Names, Name);
               }) &&
        !(Call->getNumArgs() > 0 &&
          isZero(Call->getArg(Call->getNumArgs() - 1), Within)))
      Found = true;
    return !Found;
  }

private:
  bool names(const Expr *E) const { return referencedVariable(E) == &Of; }

  const ValueDecl &Of;
  ArrayRef<std::string> Names;
  SourceLocation Place;
  const FunctionDecl &Within;
  const SourceManager &SM;
};

/// Finds the last place at which a body names a macro or enumerator.
class MentionFinder : public RecursiveASTVisitor<MentionFinder> {
public:
  MentionFinder(ArrayRef<std::string> Names, const ASTContext &Context)
      : Names(Names), SM(Context.getSourceManager()),
        Options(Context.getLangOpts()) {}
  SourceLocation Last;

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (isa<EnumConstantDecl>(Ref->getDecl()) &&
        is_contained(Names, qualifiedName(*Ref->getDecl())))
      found(Ref->getLocation());
    return true;
  }
  bool VisitExpr(Expr *E) {
    SourceLocation Begin = E->getBeginLoc();
    // One macro may stand for the other: the whole chain of names counts.
    for (SourceLocation Loc = Begin; Loc.isMacroID();
         Loc = SM.getImmediateMacroCallerLoc(Loc))
      if (is_contained(Names, Lexer::getImmediateMacroName(Loc, SM, Options)))
        found(Begin);
    return true;
  }

private:
  void found(SourceLocation Loc) {
    if (Last.isInvalid() || SM.isBeforeInTranslationUnit(Last, Loc))
      Last = Loc;
  }

  ArrayRef<std::string> Names;
  const SourceManager &SM;
  const LangOptions &Options;
};
} // namespace

SourceLocation lastMention(const FunctionDecl &F, ArrayRef<std::string> Names) {
  MentionFinder Finder(Names, F.getASTContext());
  Finder.TraverseStmt(const_cast<Stmt *>(writtenBody(F)));
  return Finder.Last;
}

static bool wasCalledBefore(const Expr *Arg, const Condition &C,
                            const Evaluation &E) {
  const ValueDecl *Of = referencedVariable(Arg);
  if (!Of)
    return false;
  CallBeforeFinder Finder(*Of, C.Names, E.Location, *E.Within);
  Finder.TraverseStmt(const_cast<Stmt *>(writtenBody(*E.Within)));
  return Finder.Found;
}

bool isStandardOutput(const Expr &E, const ASTContext &Context) {
  return isStandardStream(&E,
                          {"stdout", "stderr", "std::cout", "std::cerr",
                           "std::clog", "std::wcout", "std::wcerr",
                           "std::wclog"},
                          1, 2, Context);
}

bool holds(const Condition &C, const Evaluation &E) {
  if (C.What == Condition::Mentions) {
    SourceLocation Last = lastMention(*E.Within, C.Names);
    return Last.isValid() && E.Within->getASTContext()
                                 .getSourceManager()
                                 .isBeforeInTranslationUnit(E.Location, Last);
  }
  if (C.What == Condition::DefaultConstructed && C.Arg == model::ThisArg)
    return isDefaultConstructed(E.Object, E.Variable);
  const Expr *Arg = nullptr;
  if (C.Arg == model::ThisArg)
    Arg = E.Object;
  else if (static_cast<size_t>(C.Arg) < E.Args.size())
    Arg = E.Args[C.Arg];
  if (!Arg)
    return false;
  ASTContext &Context = E.Within->getASTContext();
  switch (C.What) {
  case Condition::Zero:
    return isZero(Arg, *E.Within);
  case Condition::Null:
    return isNull(Arg, Context);
  case Condition::NotNull:
    return !isNull(Arg, Context);
  case Condition::Negative: {
    std::optional<int64_t> Value = constantInteger(Arg, Context);
    return Value && *Value < 0;
  }
  case Condition::StandardOutput:
    return isStandardOutput(*Arg, Context);
  case Condition::StandardInput:
    return isStandardStream(Arg, {"stdin", "std::cin", "std::wcin"}, 0, 0,
                            Context);
  case Condition::HasFlag:
    return C.Field.empty() ? hasFlag(Arg, C.Values, Context)
                           : fieldHasFlag(Arg, C, *E.Within);
  case Condition::Equals: {
    std::optional<int64_t> Value = constantInteger(Arg, Context);
    return Value && is_contained(C.Values, *Value);
  }
  case Condition::IsType:
    return isOfType(Arg, C.Names);
  case Condition::After:
    return wasCalledBefore(Arg, C, E);
  case Condition::DefaultConstructed:
    return isDefaultConstructed(Arg, nullptr);
  case Condition::Mentions:
    break;
  }
  llvm_unreachable("unknown condition");
}

} // namespace corolint
