// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/AwaitErrors.h"
#include "Analysis/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/SemaDiagnostic.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

using Why = AwaitFailure;

QualType firstType(const Diagnosis &D) {
  return D.Types.empty() ? QualType() : D.Types.front();
}

/// The function that awaiting calls which \p E or a note of it names, or empty.
std::string awaitFunctionIn(const CompileError &E) {
  if (auto Own = find_if(E.Names, isAwaitFunction); Own != E.Names.end())
    return *Own;
  for (const Diagnosis &N : E.Notes)
    if (auto Found = find_if(N.Names, isAwaitFunction); Found != N.Names.end())
      return *Found;
  return "";
}

/// The declaration of that name which \p E or a note of it speaks of, or null.
const NamedDecl *declarationIn(const CompileError &E, StringRef Name) {
  auto Find = [Name](const Diagnosis &D) -> const NamedDecl * {
    auto Found = find_if(D.Decls, [Name](const NamedDecl *N) {
      return N->getNameAsString() == Name;
    });
    return Found == D.Decls.end() ? nullptr : *Found;
  };
  if (const NamedDecl *Own = Find(E))
    return Own;
  for (const Diagnosis &N : E.Notes)
    if (const NamedDecl *Found = Find(N))
      return Found;
  return nullptr;
}

AwaitError about(const CompileError &E, Why Failure, QualType At,
                 StringRef Function) {
  AwaitError Error{Failure, At, Function.str()};
  Error.Declared = declarationIn(E, Function);
  return Error;
}

/// The type that a candidate of an overload set was refused for, or null.
QualType refusedType(const CompileError &E) {
  for (const Diagnosis &N : E.Notes) {
    if (N.ID == diag::note_ovl_candidate_bad_conv && N.Types.size() > 1)
      return N.Types.front();
    if (N.ID == diag::note_ovl_candidate_non_deduced_mismatch &&
        N.Types.size() > 1 && !N.Types.back()->isDependentType())
      return N.Types.back();
  }
  if ((E.ID == diag::err_typecheck_nonviable_condition ||
       E.ID == diag::err_typecheck_nonviable_condition_incomplete) &&
      E.Types.size() > 1)
    return E.Types.front();
  if (E.ID == diag::err_init_conversion_failed && E.Types.size() > 1)
    return E.Types.back();
  return {};
}

/// The parameter of the function template that \p N is about.
QualType parameterIn(const Diagnosis &N) {
  for (const NamedDecl *D : N.Decls)
    if (const auto *F = dyn_cast<FunctionDecl>(D); F && F->getNumParams() > 0)
      return F->getParamDecl(0)->getType().getNonReferenceType();
  return {};
}

/// A copy that can't be made: an lvalue was given for a parameter by value.
bool isCopyError(const CompileError &E) {
  return E.ID == diag::err_ovl_deleted_special_init ||
         E.ID == diag::err_ovl_deleted_init;
}

/// The note that leads from the body of a function which awaiting calls to the
/// await, or null.
const Diagnosis *instantiationNote(const CompileError &E) {
  auto Found = find_if(E.Notes, [](const Diagnosis &N) {
    return (N.ID == diag::note_function_template_spec_here ||
            N.ID == diag::note_template_member_function_here) &&
           any_of(N.Names, isAwaitFunction);
  });
  return Found == E.Notes.end() ? nullptr : &*Found;
}

/// What happens before the operand is an awaiter: `await_transform`.
AwaitError transformError(const CompileError &E) {
  AwaitError Error{Why::PromiseRefuses, refusedType(E), "await_transform"};
  Error.OfKeyword = true;
  if (const Diagnosis *Note = instantiationNote(E))
    Error.At = parameterIn(*Note);
  else if (isCopyError(E))
    Error.At = firstType(E), Error.Why = Why::NeedsRvalue;
  Error.Declared = declarationIn(E, "await_transform");
  return Error;
}

/// An error inside a function that awaiting calls, a template. It is about the
/// await if it is about what this coroutine or this operand has.
std::optional<AwaitError> bodyError(const CompileError &E,
                                    const Diagnosis &Note) {
  QualType Parameter = parameterIn(Note);
  StringRef Function = *find_if(Note.Names, isAwaitFunction);
  if (Function == "await_transform") {
    AwaitError Error = about(E, Why::PromiseRefuses, Parameter, Function);
    Error.OfKeyword = true;
    return Error;
  }
  const auto *Handle = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Parameter.isNull() ? nullptr : recordOrPattern(Parameter));
  if (Function != "await_suspend" || !Handle ||
      qualifiedName(*Handle) != "std::coroutine_handle" ||
      Handle->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return std::nullopt;
  QualType Promise = Handle->getTemplateArgs()[0].getAsType();
  if (E.ID != diag::err_no_member || firstType(E).isNull() ||
      firstType(E).getCanonicalType() != Promise.getCanonicalType())
    return std::nullopt;
  return about(E, Why::SuspendHandle, {}, Function);
}

/// An error about a member called \p Function of an awaiter.
std::optional<AwaitError> memberError(const CompileError &E,
                                      StringRef Function) {
  switch (E.ID) {
  case diag::err_no_member:
  case diag::err_no_member_suggest:
    return about(E, Why::MissingFunction, firstType(E), Function);
  case diag::err_access:
    return about(E, Why::NotPublic, firstType(E), Function);
  case diag::err_deleted_function_use:
  case diag::err_ovl_deleted_call:
    return about(E, Why::Deleted, {}, Function);
  case diag::err_member_function_call_bad_cvr:
    return about(E, Why::NotConst, firstType(E), Function);
  case diag::err_member_function_call_bad_ref:
    return about(E, Why::RvalueFunction, {}, Function);
  case diag::err_ovl_no_viable_member_function_in_call:
  case diag::err_ovl_ambiguous_member_call:
  case diag::err_typecheck_call_too_few_args:
  case diag::err_typecheck_call_too_few_args_one:
  case diag::err_typecheck_call_too_few_args_at_least:
  case diag::err_typecheck_call_too_few_args_at_least_one:
  case diag::err_typecheck_call_too_many_args:
  case diag::err_typecheck_call_too_many_args_one:
    return about(
        E, Function == "await_suspend" ? Why::SuspendHandle : Why::NotCallable,
        {}, Function);
  case diag::err_not_found_by_two_phase_lookup:
    return about(E, Why::OperatorNotFound, {}, Function);
  default:
    return std::nullopt;
  }
}

bool isHandle(QualType T) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : recordOrPattern(T);
  return R && qualifiedName(*R) == "std::coroutine_handle";
}

/// An error that names no function: the compiler says it of other code, too.
std::optional<AwaitError> anonymousError(const CompileError &E) {
  switch (E.ID) {
  case diag::err_typecheck_member_reference_struct_union:
  case diag::err_typecheck_member_reference_suggestion:
    return AwaitError{Why::NotAwaitable, firstType(E)};
  case diag::err_member_reference_needs_call:
  case diag::err_ovl_unresolvable:
  case diag::err_bound_member_function:
    return AwaitError{Why::NotCalled, {}};
  case diag::err_typecheck_incomplete_tag:
  case diag::err_template_instantiate_undefined:
    return AwaitError{Why::OnlyDeclared, firstType(E)};
  case diag::err_typecheck_call_not_function:
    return AwaitError{Why::NotCallable, {}};
  default:
    return std::nullopt;
  }
}

/// An error of choosing an `operator co_await`.
std::optional<AwaitError> operatorError(const CompileError &E) {
  bool Deleted = E.ID == diag::err_ovl_deleted_oper;
  if ((!Deleted && E.ID != diag::err_ovl_ambiguous_oper_unary) ||
      !is_contained(E.Names, "co_await"))
    return std::nullopt;
  AwaitError Error = about(E, Deleted ? Why::Deleted : Why::OperatorAmbiguous,
                           firstType(E), "operator co_await");
  Error.OfKeyword = true;
  return Error;
}

/// An error whose note says which requirement of [expr.await] it is about, or
/// that passes on the coroutine's handle.
std::optional<AwaitError> requirementError(const CompileError &E) {
  const Diagnosis *Call =
      E.note(diag::note_coroutine_promise_call_implicitly_required);
  if (E.note(diag::note_await_ready_no_bool_conversion)) {
    AwaitError Error{Why::ReadyNotBool, {}, "await_ready", firstType(E)};
    if (Call && !Call->Decls.empty())
      Error.Declared = Call->Decls.front();
    return Error;
  }
  if (E.ID == diag::err_await_suspend_invalid_return_type) {
    AwaitError Error{Why::SuspendResult, {}, "await_suspend", firstType(E)};
    if (Call && !Call->Decls.empty())
      Error.Declared = Call->Decls.front();
    return Error;
  }
  bool Address =
      E.ID == diag::err_no_member && is_contained(E.Names, "address");
  if (Address)
    return AwaitError{Why::SuspendResult, {}, "await_suspend", firstType(E)};
  if (isHandle(refusedType(E)))
    return AwaitError{Why::SuspendHandle, {}, "await_suspend"};
  return std::nullopt;
}

} // namespace

SourceLocation instantiatedAt(const CompileError &E) {
  auto Found = find_if(E.Notes, [](const Diagnosis &N) {
    return (N.ID == diag::note_function_template_spec_here ||
            N.ID == diag::note_template_member_function_here) &&
           none_of(N.Names, isAwaitFunction);
  });
  return Found == E.Notes.end() ? SourceLocation() : Found->Location;
}

std::optional<AwaitError> awaitErrorOf(const CompileError &E) {
  // That a promise's own awaiters fail is said at the function.
  if (E.note(diag::note_coroutine_promise_suspend_implicitly_required))
    return std::nullopt;
  if (E.note(
          diag::note_coroutine_promise_implicit_await_transform_required_here))
    return transformError(E);
  if (const Diagnosis *Note = instantiationNote(E))
    return bodyError(E, *Note);
  if (std::optional<AwaitError> Error = requirementError(E))
    return Error;
  if (std::optional<AwaitError> Error = operatorError(E))
    return Error;
  std::string Function = awaitFunctionIn(E);
  if (Function == "await_transform" && E.ID == diag::err_access) {
    AwaitError Error = about(E, Why::NotPublic, {}, Function);
    Error.OfKeyword = true;
    return Error;
  }
  return Function.empty() ? anonymousError(E) : memberError(E, Function);
}

} // namespace corolint
