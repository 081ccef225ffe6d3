// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/WrittenCode.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace corolint {

std::optional<WrittenCall> writtenCallAt(SourceLocation Begin,
                                         const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  const LangOptions &Options = Context.getLangOpts();
  auto [File, Offset] = SM.getDecomposedLoc(Begin);
  StringRef Text = SM.getBufferData(File);
  Lexer Raw(SM.getLocForStartOfFile(File), Options, Text.begin(),
            Text.begin() + Offset, Text.end());
  WrittenCall Call;
  Token Tok;
  for (Raw.LexFromRawLexer(Tok);
       Tok.isOneOf(tok::raw_identifier, tok::coloncolon);
       Raw.LexFromRawLexer(Tok))
    Call.Name += Lexer::getSpelling(Tok, SM, Options);
  if (Call.Name.empty() || Tok.isNot(tok::l_paren))
    return std::nullopt;
  unsigned Depth = 0;
  do {
    Depth += Tok.is(tok::l_paren);
    Depth -= Tok.is(tok::r_paren);
    Call.End = Tok.getEndLoc();
    Raw.LexFromRawLexer(Tok);
  } while (Depth > 0 && Tok.isNot(tok::eof));
  Call.Name = StringRef(Call.Name).ltrim(':').str();
  return Tok.is(tok::semi) ? std::optional(Call) : std::nullopt;
}

bool beginsStatement(SourceLocation Place, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(Place);
  StringRef Before = SM.getBufferData(File).take_front(Offset).rtrim();
  return Before.empty() || StringRef(";{}").contains(Before.back());
}

/// The namespaces called \p Name in \p Context, aliases followed.
static SmallVector<const DeclContext *, 1>
namespacesIn(const DeclContext &Outer, StringRef Name, ASTContext &Context) {
  SmallVector<const DeclContext *, 1> Found;
  for (const NamedDecl *D : Outer.lookup(&Context.Idents.get(Name))) {
    if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
      Found.push_back(Alias->getNamespace());
    else if (const auto *NS = dyn_cast<NamespaceDecl>(D))
      Found.push_back(NS);
  }
  return Found;
}

bool namesFunction(StringRef Name, const FunctionDecl *Within,
                   ASTContext &Context) {
  SmallVector<StringRef> Parts;
  Name.split(Parts, "::");
  const DeclContext *From = Context.getTranslationUnitDecl();
  if (Within)
    From = Within->getDeclContext()->getEnclosingNamespaceContext();
  for (; From; From = From->getParent()) {
    SmallVector<const DeclContext *, 1> In = {From};
    for (StringRef Scope : ArrayRef(Parts).drop_back()) {
      SmallVector<const DeclContext *, 1> Inner;
      for (const DeclContext *Outer : In)
        Inner.append(namespacesIn(*Outer, Scope, Context));
      In = Inner;
    }
    for (const DeclContext *Scope : In)
      for (const NamedDecl *D :
           Scope->lookup(&Context.Idents.get(Parts.back())))
        if (D->getUnderlyingDecl()->getAsFunction())
          return true;
  }
  return false;
}

} // namespace corolint
