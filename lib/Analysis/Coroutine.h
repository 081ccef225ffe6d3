// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// function => is it a coroutine, may it co_await, whose framework is it.
#pragma once

#include "Model/Model.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

/// The body of \p F if \p F is the definition of a coroutine, else null.
const clang::CoroutineBodyStmt *coroutineBody(const clang::FunctionDecl &F);

/// What was written between the braces of \p F's definition (or its function
/// try block). Null without a definition.
const clang::Stmt *writtenBody(const clang::FunctionDecl &F);

/// The class of the promise of coroutine \p F; for an uninstantiated template
/// the pattern that it will come from. Null when it can't be known.
const clang::CXXRecordDecl *promiseOf(const clang::FunctionDecl &F);

/// The promise of a coroutine that returns \p ReturnType: its `promise_type`,
/// or the one that a specialisation of `std::coroutine_traits` names
/// ([coroutine.traits.primary]). Null when \p ReturnType is no coroutine type.
const clang::CXXRecordDecl *promiseOfReturnType(clang::QualType ReturnType,
                                                clang::ASTContext &Context);

/// \p F is a coroutine whose promise lets it `co_await`. False for generators
/// that delete `await_transform`, for types that the model knows never suspend,
/// and when the promise can't be known.
bool isAsynchronousCoroutine(const clang::FunctionDecl &F,
                             const model::Model &M);

/// The library that \p F's coroutine type belongs to, or null.
const model::Framework *frameworkOf(const clang::FunctionDecl &F,
                                    const model::Model &M);

/// The function with a name that lambda \p F lies in, or \p F itself.
const clang::FunctionDecl &namedFunctionAround(const clang::FunctionDecl &F);

/// How messages and reports name a function: `net::session::run`, `lambda`.
std::string displayName(const clang::FunctionDecl &F);

} // namespace corolint
