// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/WrittenOperand.h"
#include "Analysis/Awaitable.h"
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What a part of the operand means so far.
struct Meaning {
  QualType Type; ///< Of a value, or the type that is named; null if unknown.
  bool IsLvalue = false;
  bool NamesType = false;
  Declarations Functions; ///< Before they are called.
  WrittenOperand::Shape Form = WrittenOperand::Unknown;
  const ValueDecl *Variable = nullptr;
  const CXXRecordDecl *Receiver = nullptr;
};

/// The one type that all of \p Functions return, or null.
QualType commonReturnType(ArrayRef<const FunctionDecl *> Functions) {
  QualType Common;
  for (const FunctionDecl *F : Functions) {
    QualType T = F->getReturnType();
    if (T->isDependentType() || T->isUndeducedType())
      return {};
    QualType Plain = T.getNonReferenceType().getUnqualifiedType();
    if (Common.isNull())
      Common = T;
    else if (Common.getNonReferenceType()
                 .getUnqualifiedType()
                 .getCanonicalType() != Plain.getCanonicalType())
      return {};
  }
  return Common;
}

bool acceptsArguments(const FunctionDecl &F, unsigned Count) {
  return F.getMinRequiredExplicitArguments() <= Count &&
         (F.isVariadic() || F.isTemplated() || Count <= F.getNumParams());
}

class Reader {
public:
  Reader(const FileTokens &Tokens, const ScopeLookup &Scope)
      : Tokens(Tokens), Scope(Scope), Context(Scope.context()) {}

  Meaning read(size_t Begin, size_t End) {
    if (Begin >= End)
      return {};
    const FileTokens::Token &T = Tokens[Begin];
    if (T.is("*"))
      return dereference(read(Begin + 1, End));
    if (T.is("&"))
      return addressOf(read(Begin + 1, End));
    if (T.is("co_await"))
      return awaited(read(Begin + 1, End));
    if (T.is("!") || T.is("not"))
      return value(Context.BoolTy);
    if (T.is("-") || T.is("+") || T.is("~")) {
      Meaning Of = read(Begin + 1, End);
      return Of.Type.isNull() || !Of.Type->isArithmeticType() ? Meaning()
                                                              : value(Of.Type);
    }
    size_t I = Begin;
    Meaning M = primary(I, End);
    while (I < End && I > Begin)
      M = postfix(std::move(M), I, End);
    return M;
  }

private:
  static Meaning value(QualType T) {
    Meaning M;
    M.Type = T;
    return M;
  }

  /// A value of declared type \p T, which may be a reference.
  static Meaning valueOf(QualType T) {
    Meaning M;
    if (T.isNull() || T->isDependentType() || T->isUndeducedType())
      return M;
    M.IsLvalue = T->isLValueReferenceType();
    M.Type = T.getNonReferenceType();
    return M;
  }

  Meaning dereference(Meaning M) {
    if (M.Type.isNull())
      return {};
    Meaning Result;
    if (M.Type->isPointerType())
      Result = value(M.Type->getPointeeType());
    else
      Result = callMember(M.Type, OO_Star);
    Result.IsLvalue = true;
    return Result;
  }

  Meaning addressOf(Meaning M) {
    return M.Type.isNull() ? Meaning() : value(Context.getPointerType(M.Type));
  }

  static Meaning awaited(Meaning M) {
    return M.Type.isNull() ? Meaning() : valueOf(awaitResultType(M.Type));
  }

  /// The result of calling \p Operator of class \p T without arguments.
  Meaning callMember(QualType T, OverloadedOperatorKind Operator) {
    SmallVector<const FunctionDecl *, 2> Found;
    DeclarationName Name =
        Context.DeclarationNames.getCXXOperatorName(Operator);
    anyOfClassAndBases(recordOrPattern(T), [&](const CXXRecordDecl &Class) {
      if (const CXXRecordDecl *Definition = definitionOrPattern(&Class))
        for (const NamedDecl *D : Definition->lookup(Name))
          if (const FunctionDecl *F = D->getAsFunction())
            Found.push_back(F);
      return !Found.empty();
    });
    return valueOf(commonReturnType(Found));
  }

  Meaning literal(const FileTokens::Token &T) {
    if (T.Kind == tok::char_constant)
      return value(Context.CharTy);
    if (T.Kind != tok::numeric_constant)
      return {};
    // A suffix may be the user's own.
    if (T.Text.find_first_not_of("0123456789'") == StringRef::npos)
      return value(Context.IntTy);
    if (T.Text.find_first_not_of("0123456789'.") == StringRef::npos)
      return value(Context.DoubleTy);
    return {};
  }

  Meaning primary(size_t &I, size_t End) {
    const FileTokens::Token &T = Tokens[I];
    if (T.is("(")) {
      size_t Open = I;
      I = Tokens.after(I);
      Meaning M = read(Open + 1, I - 1);
      // What it is that is cast isn't known.
      return I < End && (Tokens[I].isName() || tok::isLiteral(Tokens[I].Kind))
                 ? Meaning()
                 : M;
    }
    if (beginsLambda(Tokens, I)) {
      I = endOfLambda(Tokens, I);
      Meaning M;
      M.Form = WrittenOperand::Lambda;
      return M;
    }
    if (!T.isName() && !T.is("::")) {
      ++I;
      return literal(T);
    }
    return word(I, End);
  }

  Meaning word(size_t &I, size_t End) {
    const FileTokens::Token &T = Tokens[I];
    if (T.is("true") || T.is("false")) {
      ++I;
      return value(Context.BoolTy);
    }
    if (T.is("nullptr")) {
      ++I;
      return value(Context.NullPtrTy);
    }
    if (T.is("this")) {
      ++I;
      const CXXRecordDecl *Class = Scope.thisClass();
      return Class ? value(Context.getPointerType(Context.getRecordType(Class)))
                   : Meaning();
    }
    size_t Begin = I;
    I = std::min(endOfName(Tokens, I), End);
    if (I == Begin)
      ++I;
    return name(Begin, I);
  }

  /// What the qualified name from \p Begin to \p End declares.
  Meaning name(size_t Begin, size_t End) {
    Declarations Found;
    bool Global = Tokens[Begin].is("::"), First = true, HasArguments = false;
    for (size_t I = Begin; I < End; ++I) {
      if (Tokens[I].is("<")) {
        HasArguments = true;
        while (I + 1 < End && !Tokens[I + 1].is("::"))
          ++I;
        continue;
      }
      if (!Tokens[I].isName() || Tokens[I].is("template") ||
          Tokens[I].is("typename"))
        continue;
      HasArguments = false;
      StringRef Part = Tokens[I].Text;
      Found = First && Global ? Scope.global(Part)
              : First         ? Scope.unqualified(Part)
                              : Scope.in(Found, Part);
      First = false;
    }
    return meaningOf(Found, /*Object=*/{}, HasArguments);
  }

  /// What a name means that stands for one of \p Found, a member of \p Object
  /// if that isn't null.
  Meaning meaningOf(const Declarations &Found, QualType Object,
                    bool HasArguments) {
    Meaning M;
    if (Found.empty())
      return M;
    M.Form = WrittenOperand::Name;
    const NamedDecl *D = Found.front();
    if (const auto *Variable = dyn_cast<ValueDecl>(D);
        Variable && !isa<FunctionDecl>(D)) {
      Meaning Value = valueOf(Variable->getType());
      Value.Form = WrittenOperand::Name;
      Value.IsLvalue = !isa<EnumConstantDecl>(D);
      Value.Variable = Variable;
      if (isa<FieldDecl>(D) && !Value.Type.isNull() && !Object.isNull() &&
          Object.isConstQualified())
        Value.Type.addConst();
      return Value;
    }
    if (const auto *Type = dyn_cast<TypeDecl>(D)) {
      M.NamesType = true;
      if (!HasArguments && !isa<TemplateTypeParmDecl>(D))
        M.Type = Context.getTypeDeclType(Type);
      return M;
    }
    if (isa<ClassTemplateDecl, TypeAliasTemplateDecl>(D)) {
      M.NamesType = true;
      return M;
    }
    for (const NamedDecl *F : Found)
      if (F->getAsFunction())
        M.Functions.push_back(F);
    M.Receiver = Object.isNull() ? nullptr : recordOrPattern(Object);
    return M;
  }

  Meaning postfix(Meaning M, size_t &I, size_t End) {
    const FileTokens::Token &T = Tokens[I];
    if (T.is("(") || T.is("{")) {
      size_t Open = I;
      I = Tokens.after(I);
      return call(std::move(M), Open, I - 1);
    }
    if (T.is("[")) {
      I = Tokens.after(I);
      return subscript(std::move(M));
    }
    if (T.is(".") || T.is("->")) {
      if (T.is("->"))
        M = arrow(std::move(M));
      size_t Name = ++I;
      I = std::min(std::max(endOfName(Tokens, I), I + 1), End);
      return member(std::move(M), Name, I);
    }
    size_t Operator = I;
    I = End;
    if (Operator + 1 == End) // `n++`
      return M.Type.isNull() ? Meaning() : value(M.Type);
    if (Tokens[Operator].is("?"))
      return {};
    return combined(Tokens[Operator], M.Type, read(Operator + 1, End).Type);
  }

  /// What a binary operator makes of two values, in so far as that needs no
  /// overload resolution: a number of two alike, an object that one scales.
  Meaning combined(const FileTokens::Token &Operator, QualType Left,
                   QualType Right) {
    if (Left.isNull() || Right.isNull() || !Right->isArithmeticType())
      return {};
    bool Scales = Operator.is("*") || Operator.is("/");
    bool Alike = Context.hasSameUnqualifiedType(Left, Right);
    bool Keeps = Alike ? Scales || Operator.is("+") || Operator.is("-")
                       : Scales && !Left->isArithmeticType();
    return Keeps ? value(Left) : Meaning();
  }

  Meaning arrow(Meaning M) {
    if (M.Type.isNull())
      return {};
    if (!M.Type->isPointerType())
      M = callMember(M.Type, OO_Arrow);
    return M.Type.isNull() || !M.Type->isPointerType()
               ? Meaning()
               : value(M.Type->getPointeeType());
  }

  Meaning member(Meaning M, size_t Name, size_t End) {
    const CXXRecordDecl *Class =
        M.Type.isNull() || M.NamesType ? nullptr : recordOrPattern(M.Type);
    if (!Class || !Tokens[Name].isName())
      return {};
    Declarations Found;
    append_range(Found, membersNamed(Class, Tokens[Name].Text));
    return meaningOf(Found, M.Type, /*HasArguments=*/Name + 1 < End);
  }

  Meaning subscript(Meaning M) {
    if (M.Type.isNull() || M.NamesType)
      return {};
    Meaning Result;
    if (const clang::ArrayType *Array = Context.getAsArrayType(M.Type))
      Result = value(Array->getElementType());
    else if (M.Type->isPointerType())
      Result = value(M.Type->getPointeeType());
    else
      return callMember(M.Type, OO_Subscript);
    Result.IsLvalue = true;
    return Result;
  }

  unsigned countArguments(size_t Open, size_t Close) const {
    if (Open + 1 >= Close)
      return 0;
    unsigned Count = 1;
    for (size_t I = Open + 1; I < Close;
         I = Tokens[I].opens() ? Tokens.after(I) : I + 1)
      Count += Tokens[I].is(",");
    return Count;
  }

  Meaning call(Meaning Callee, size_t Open, size_t Close) {
    Meaning M;
    M.Form = WrittenOperand::Call;
    if (Callee.NamesType) {
      M.Type = Callee.Type;
      return M;
    }
    Declarations Named = std::move(Callee.Functions);
    if (Named.empty() && !Callee.Type.isNull())
      if (const CXXRecordDecl *Class = recordOrPattern(Callee.Type))
        if (const CXXRecordDecl *Definition = definitionOrPattern(Class)) {
          Callee.Receiver = Class;
          for (const NamedDecl *D : Definition->lookup(
                   Context.DeclarationNames.getCXXOperatorName(OO_Call)))
            Named.push_back(D);
        }
    unsigned Count = countArguments(Open, Close);
    SmallVector<const FunctionDecl *, 2> Called;
    for (const NamedDecl *D : Named)
      if (const FunctionDecl *F = D->getAsFunction();
          F && acceptsArguments(*F, Count))
        Called.push_back(F);
    if (Count == 1 && !Called.empty() &&
        qualifiedName(*Called.front()) == "std::move") {
      M.Type = read(Open + 1, Close).Type;
      return M;
    }
    QualType Result = commonReturnType(Called);
    if (Called.empty() && !Callee.Type.isNull() &&
        Callee.Type->isFunctionPointerType())
      Result = Callee.Type->getPointeeType()
                   ->castAs<clang::FunctionType>()
                   ->getReturnType();
    M = valueOf(Result);
    M.Form = WrittenOperand::Call;
    append_range(M.Functions, Called);
    M.Receiver = Callee.Receiver;
    return M;
  }

  const FileTokens &Tokens;
  const ScopeLookup &Scope;
  ASTContext &Context;
};

} // namespace

WrittenOperand readOperand(const FileTokens &Tokens, size_t Begin, size_t End,
                           const ScopeLookup &Scope) {
  while (Tokens[Begin].is("(") && Tokens.after(Begin) == End) {
    ++Begin;
    --End;
  }
  Meaning M = Reader(Tokens, Scope).read(Begin, End);
  WrittenOperand Operand;
  if (M.NamesType)
    return Operand;
  Operand.Form = M.Form;
  Operand.Type = M.Type;
  Operand.IsLvalue = M.IsLvalue;
  Operand.Variable = M.Variable;
  Operand.Receiver = M.Receiver;
  for (const NamedDecl *D : M.Functions)
    Operand.Functions.push_back(D->getAsFunction());
  return Operand;
}

/// Others can't reach \p D while a coroutine of \p Owner waits.
static bool isOwn(const NamedDecl *D, const FunctionDecl &Owner) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
    return Method->isStatic();
  const auto *Var = dyn_cast<VarDecl>(D);
  if (!Var)
    return !isa<FieldDecl, BindingDecl>(D);
  if (Var->isConstexpr() || Var->getType().isConstQualified())
    return !Var->getType()->isReferenceType();
  return Var->hasLocalStorage() && Var->getDeclContext() == &Owner &&
         !Var->getType()->isReferenceType() && !Var->getType()->isPointerType();
}

std::string sharedStateIn(const FileTokens &Tokens, size_t Begin, size_t End,
                          const ScopeLookup &Scope, const FunctionDecl &Owner) {
  for (size_t I = Begin; I < End; ++I) {
    const FileTokens::Token &T = Tokens[I];
    if (beginsLambda(Tokens, I))
      return "what the lambda uses";
    if (T.is("this"))
      return "'*this'";
    bool Qualified =
        I > 0 && (Tokens[I - 1].is(".") || Tokens[I - 1].is("->") ||
                  Tokens[I - 1].is("::"));
    bool IsKeyword =
        Scope.context().Idents.get(T.Text).getTokenID() != tok::identifier;
    if (!T.isName() || IsKeyword || Qualified || Tokens[I + 1].is("::"))
      continue;
    Declarations Found = Scope.unqualified(T.Text);
    if (Found.empty() || !isOwn(Found.front(), Owner))
      return "'" + T.Text.str() + "'";
  }
  return "";
}

} // namespace corolint
