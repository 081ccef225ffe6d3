// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/CompileErrors.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

class Listener final : public CompileErrors, public DiagnosticConsumer {
public:
  explicit Listener(DiagnosticsEngine &Engine)
      : Engine(Engine), Next(Engine.getClient()),
        NextOwned(Engine.takeClient()) {
    Engine.setClient(this, /*ShouldOwnClient=*/false);
  }

  ~Listener() override {
    // clangd replaces the client itself before it lets go of its checks.
    if (Engine.getClient() == this)
      Engine.setClient(Next, NextOwned != nullptr), (void)NextOwned.release();
  }

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    listen(Level, Info);
    Next->HandleDiagnostic(Level, Info);
  }

  void BeginSourceFile(const LangOptions &Options,
                       const Preprocessor *PP) override {
    Next->BeginSourceFile(Options, PP);
  }
  void EndSourceFile() override { Next->EndSourceFile(); }
  void finish() override { Next->finish(); }
  bool IncludeInDiagnosticCounts() const override {
    return Next->IncludeInDiagnosticCounts();
  }
  void clear() override {
    DiagnosticConsumer::clear();
    Next->clear();
  }

private:
  void listen(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
    if (Level == DiagnosticsEngine::Note) {
      if (LastWasError)
        collect(Info, Errors.back().NoteTypes, Errors.back().Names);
      return;
    }
    LastWasError = Level >= DiagnosticsEngine::Error &&
                   Info.hasSourceManager() && Info.getLocation().isValid();
    if (!LastWasError)
      return;
    CompileError E;
    E.ID = Info.getID();
    E.Location = Info.getSourceManager().getFileLoc(Info.getLocation());
    E.InMacro = Info.getLocation().isMacroID();
    collect(Info, E.Types, E.Names);
    Errors.push_back(std::move(E));
  }

  static void collect(const Diagnostic &Info, std::vector<QualType> &Types,
                      std::vector<std::string> &Names) {
    for (unsigned I = 0; I < Info.getNumArgs(); ++I)
      switch (Info.getArgKind(I)) {
      case DiagnosticsEngine::ak_qualtype:
        Types.push_back(QualType::getFromOpaquePtr(
            reinterpret_cast<void *>(Info.getRawArg(I))));
        break;
      case DiagnosticsEngine::ak_declcontext: {
        const auto *Context =
            reinterpret_cast<DeclContext *>(Info.getRawArg(I));
        if (const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Context))
          Types.push_back(Class->getASTContext().getRecordType(Class));
        break;
      }
      case DiagnosticsEngine::ak_declarationname:
        Names.push_back(DeclarationName::getFromOpaqueInteger(Info.getRawArg(I))
                            .getAsString());
        break;
      case DiagnosticsEngine::ak_nameddecl:
        if (const auto *D = reinterpret_cast<NamedDecl *>(Info.getRawArg(I))) {
          Names.push_back(D->getNameAsString());
          if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
            Types.push_back(Class->getASTContext().getRecordType(Class));
        }
        break;
      default:
        break;
      }
  }

  DiagnosticsEngine &Engine;
  DiagnosticConsumer *Next;
  std::unique_ptr<DiagnosticConsumer> NextOwned;
  bool LastWasError = false;
};

} // namespace

CompileErrors::~CompileErrors() = default;

std::shared_ptr<CompileErrors>
CompileErrors::listenTo(DiagnosticsEngine &Engine) {
  // Each translation unit is parsed by one thread.
  thread_local DenseMap<DiagnosticsEngine *, std::weak_ptr<CompileErrors>>
      Listeners;
  std::weak_ptr<CompileErrors> &Known = Listeners[&Engine];
  std::shared_ptr<CompileErrors> Current = Known.lock();
  if (!Current) {
    Current = std::make_shared<Listener>(Engine);
    Known = Current;
  }
  return Current;
}

bool CompileErrors::anyIn(SourceRange Range, const SourceManager &SM) const {
  SourceLocation Begin = SM.getFileLoc(Range.getBegin());
  SourceLocation End = SM.getFileLoc(Range.getEnd());
  return any_of(Errors, [&](const CompileError &E) {
    return SM.isPointWithin(E.Location, Begin, End);
  });
}

} // namespace corolint
