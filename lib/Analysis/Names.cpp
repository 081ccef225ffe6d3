// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;
using namespace llvm;

namespace corolint {

std::string unqualifiedName(const NamedDecl &D) {
  if (const auto *Ctor = dyn_cast<CXXConstructorDecl>(&D))
    return Ctor->getParent()->getName().str();
  if (const auto *Dtor = dyn_cast<CXXDestructorDecl>(&D))
    return "~" + Dtor->getParent()->getName().str();
  // Much faster than by way of a stream.
  return D.getIdentifier() ? D.getName().str() : D.getDeclName().getAsString();
}

/// Appends the named scopes around \p D, outermost first, each with "::".
static void appendScopes(const DeclContext *Context, std::string &Out) {
  if (!Context || Context->isTranslationUnit())
    return;
  appendScopes(Context->getParent(), Out);
  if (const auto *NS = dyn_cast<NamespaceDecl>(Context)) {
    if (!NS->isInline() && !NS->isAnonymousNamespace())
      Out.append(NS->getName()).append("::");
  } else if (const auto *Tag = dyn_cast<TagDecl>(Context)) {
    if (!Tag->getName().empty())
      Out.append(Tag->getName()).append("::");
  }
}

std::string qualifiedName(const NamedDecl &D) {
  std::string Name;
  appendScopes(D.getDeclContext(), Name);
  return Name + unqualifiedName(D);
}

std::string enclosingNamespace(const Decl &D) {
  const DeclContext *Context = D.getDeclContext();
  while (Context && !isa<NamespaceDecl, TranslationUnitDecl>(Context))
    Context = Context->getParent();
  std::string Name;
  appendScopes(Context, Name);
  return StringRef(Name).drop_back(Name.empty() ? 0 : 2).str();
}

bool isInStd(const Decl &D) {
  const DeclContext *Outermost = nullptr;
  for (const DeclContext *Context = D.getDeclContext();
       Context && !Context->isTranslationUnit(); Context = Context->getParent())
    Outermost = Context;
  return Outermost && Outermost->isStdNamespace();
}

const CXXRecordDecl *recordOrPattern(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl())
    return R;
  if (const auto *Injected = T->getAs<InjectedClassNameType>())
    return Injected->getDecl();
  if (const auto *Spec = T->getAs<TemplateSpecializationType>())
    if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            Spec->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

std::string typeName(QualType T) {
  T = T.getNonReferenceType().getUnqualifiedType();
  if (T->isPointerType())
    return typeName(T->getPointeeType()) + " *";
  if (const CXXRecordDecl *R = recordOrPattern(T))
    return qualifiedName(*R);
  if (const auto *Enum = T->getAs<EnumType>())
    return qualifiedName(*Enum->getDecl());
  LangOptions CPlusPlus;
  CPlusPlus.CPlusPlus = CPlusPlus.Bool = true;
  return T.getCanonicalType().getAsString(PrintingPolicy(CPlusPlus));
}

/// The alias in \p R's own namespace, one of `std`, that stands for \p T.
static const TypedefNameDecl *standardAlias(QualType T,
                                            const CXXRecordDecl &R) {
  const DeclContext *Around =
      R.getDeclContext()->getEnclosingNamespaceContext();
  while (Around->isInlineNamespace())
    Around = Around->getParent();
  if (const auto *NS = dyn_cast<NamespaceDecl>(Around))
    for (const NamespaceDecl *Part : NS->redecls())
      for (const Decl *D : Part->decls())
        if (const auto *Alias = dyn_cast<TypedefNameDecl>(D))
          if (!Alias->getUnderlyingType()->isDependentType() &&
              Alias->getDeclName().isIdentifier() &&
              !Alias->getName().starts_with("_") &&
              Alias->getUnderlyingType().getCanonicalType() ==
                  T.getCanonicalType())
            return Alias;
  return nullptr;
}

/// \p Type has a name that is the library's own matter: `__f`, `_Node`.
static bool hasReservedName(StringRef Type) {
  for (size_t I = Type.find('_'); I != StringRef::npos;
       I = Type.find('_', I + 1))
    if ((I == 0 || !isAsciiIdentifierContinue(Type[I - 1])) &&
        I + 1 < Type.size() && (Type[I + 1] == '_' || isUppercase(Type[I + 1])))
      return true;
  return false;
}

std::string spokenType(QualType T, const ASTContext &Context) {
  T = T.getNonReferenceType().getUnqualifiedType();
  // The library's own declarations leave out where they are.
  if (const auto *Alias = T->getAs<TypedefType>();
      Alias && isInStd(*Alias->getDecl()) &&
      Alias->getDecl()->getDeclContext()->isNamespace() &&
      !hasReservedName(Alias->getDecl()->getName()))
    return qualifiedName(*Alias->getDecl());
  const PrintingPolicy &Policy = Context.getPrintingPolicy();
  std::string Written = T.getAsString(Policy);
  std::string Canonical = T.getCanonicalType().getAsString(Policy);
  if (const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
          T->getAsCXXRecordDecl());
      R && isInStd(*R) && Written == Canonical)
    if (const TypedefNameDecl *Alias = standardAlias(T, *R))
      return qualifiedName(*Alias);
  bool Computed = (Canonical.size() < Written.size() &&
                   (T.getCanonicalType()->isBuiltinType() ||
                    StringRef(Written).starts_with("typename "))) ||
                  (hasReservedName(Written) && !hasReservedName(Canonical));
  return Computed ? Canonical : Written;
}

const CXXRecordDecl *definitionOrPattern(const CXXRecordDecl *R) {
  if (!R)
    return nullptr;
  if (const CXXRecordDecl *Definition = R->getDefinition())
    return Definition;
  if (const CXXRecordDecl *Pattern = R->getTemplateInstantiationPattern())
    return Pattern->getDefinition();
  // A specialisation that was only named: nothing says yet which partial
  // specialisation it will take, the primary template is what it most likely
  // is.
  if (const auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(R))
    return Spec->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  return nullptr;
}

/// A template may derive from itself, with other arguments.
static bool anyOfClassAndBases(const CXXRecordDecl *R,
                               function_ref<bool(const CXXRecordDecl &)> Visit,
                               SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  if (!R || !Seen.insert(R->getCanonicalDecl()).second)
    return false;
  if (Visit(*R))
    return true;
  const CXXRecordDecl *Definition = definitionOrPattern(R);
  if (!Definition)
    return false;
  return any_of(Definition->bases(), [&](const CXXBaseSpecifier &Base) {
    return anyOfClassAndBases(recordOrPattern(Base.getType()), Visit, Seen);
  });
}

bool anyOfClassAndBases(const CXXRecordDecl *R,
                        function_ref<bool(const CXXRecordDecl &)> Visit) {
  const CXXRecordDecl *Definition = definitionOrPattern(R);
  if (!Definition || Definition->bases().empty())
    return R && Visit(*R);
  SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  return anyOfClassAndBases(R, Visit, Seen);
}

SmallVector<const NamedDecl *, 2> membersNamed(const CXXRecordDecl *R,
                                               StringRef Name) {
  SmallVector<const NamedDecl *, 2> Found;
  if (!R)
    return Found;
  DeclarationName Wanted = &R->getASTContext().Idents.get(Name);
  anyOfClassAndBases(R, [&](const CXXRecordDecl &Class) {
    if (const CXXRecordDecl *Definition = definitionOrPattern(&Class))
      for (const NamedDecl *D : Definition->lookup(Wanted))
        Found.push_back(D->getUnderlyingDecl());
    // A derived class's member hides the base's.
    return !Found.empty();
  });
  return Found;
}

SmallVector<std::string, 4> calleeNames(const FunctionDecl &Callee,
                                        const CXXRecordDecl *Receiver) {
  SmallVector<std::string, 4> Names;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Method && Receiver && !isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
    anyOfClassAndBases(Receiver, [&](const CXXRecordDecl &Class) {
      // A class below the declaring one; above it the name means another
      // function, which this one hides.
      bool Inherits =
          anyOfClassAndBases(&Class, [&](const CXXRecordDecl &Base) {
            return Base.getCanonicalDecl() ==
                   Method->getParent()->getCanonicalDecl();
          });
      if (Inherits)
        Names.push_back(qualifiedName(Class) + "::" + unqualifiedName(Callee));
      return false;
    });
  std::string Own = qualifiedName(Callee);
  if (!is_contained(Names, Own))
    Names.push_back(std::move(Own));
  return Names;
}

} // namespace corolint
