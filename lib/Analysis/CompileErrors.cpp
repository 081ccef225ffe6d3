// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Analysis/CompileErrors.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Sema/SemaDiagnostic.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringSwitch.h"

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
        collect(Info, Errors.back().Notes.emplace_back());
      return;
    }
    // Code with a warning that is to count as an error is whole.
    LastWasError = Level >= DiagnosticsEngine::Error &&
                   DiagnosticIDs::isDefaultMappingAsError(Info.getID()) &&
                   Info.hasSourceManager() && Info.getLocation().isValid();
    if (LastWasError)
      collect(Info, Errors.emplace_back());
  }

  static void collect(const Diagnostic &Info, Diagnosis &D) {
    D.ID = Info.getID();
    D.Location = Info.getLocation();
    for (unsigned I = 0; I < Info.getNumArgs(); ++I)
      switch (Info.getArgKind(I)) {
      case DiagnosticsEngine::ak_qualtype:
        D.Types.push_back(QualType::getFromOpaquePtr(
            reinterpret_cast<void *>(Info.getRawArg(I))));
        break;
      case DiagnosticsEngine::ak_declcontext:
        addDecl(dyn_cast_or_null<NamedDecl>(Decl::castFromDeclContext(
                    reinterpret_cast<DeclContext *>(Info.getRawArg(I)))),
                D);
        break;
      case DiagnosticsEngine::ak_nameddecl:
        addDecl(reinterpret_cast<NamedDecl *>(Info.getRawArg(I)), D);
        break;
      case DiagnosticsEngine::ak_declarationname:
        D.Names.push_back(
            DeclarationName::getFromOpaqueInteger(Info.getRawArg(I))
                .getAsString());
        break;
      case DiagnosticsEngine::ak_c_string:
        if (const char *Text = Info.getArgCStr(I))
          D.Names.push_back(Text);
        break;
      case DiagnosticsEngine::ak_std_string:
        D.Names.push_back(Info.getArgStdStr(I));
        break;
      default:
        break;
      }
  }

  static void addDecl(const NamedDecl *D, Diagnosis &To) {
    if (!D)
      return;
    To.Decls.push_back(D);
    To.Names.push_back(D->getNameAsString());
    if (const auto *Class = dyn_cast<CXXRecordDecl>(D))
      To.Types.push_back(Class->getASTContext().getRecordType(Class));
  }

  DiagnosticsEngine &Engine;
  DiagnosticConsumer *Next;
  std::unique_ptr<DiagnosticConsumer> NextOwned;
  bool LastWasError = false;
};

} // namespace

CompileErrors::~CompileErrors() = default;

std::unique_ptr<CompileErrors>
CompileErrors::listenTo(DiagnosticsEngine &Engine) {
  return std::make_unique<Listener>(Engine);
}

const Diagnosis *CompileError::note(unsigned ID) const {
  auto Found = find_if(Notes, [ID](const Diagnosis &N) { return N.ID == ID; });
  return Found == Notes.end() ? nullptr : &*Found;
}

bool isAwaitFunction(StringRef Name) {
  return StringSwitch<bool>(Name)
      .Cases("await_ready", "await_suspend", "await_resume", true)
      .Cases("await_transform", "operator co_await", true)
      .Default(false);
}

SmallVector<SourceLocation, 2> placesOf(const CompileError &E) {
  SmallVector<SourceLocation, 2> Places = {E.Location};
  for (const Diagnosis &N : E.Notes)
    if (N.ID == diag::note_coroutine_promise_call_implicitly_required ||
        N.ID ==
            diag::
                note_coroutine_promise_implicit_await_transform_required_here ||
        (N.ID == diag::note_function_template_spec_here &&
         any_of(N.Names, isAwaitFunction)))
      Places.push_back(N.Location);
  return Places;
}

bool CompileErrors::anyIn(SourceRange Range, const SourceManager &SM) const {
  SourceLocation Begin = SM.getFileLoc(Range.getBegin());
  SourceLocation End = SM.getFileLoc(Range.getEnd());
  return any_of(Errors, [&](const CompileError &E) {
    return any_of(placesOf(E), [&](SourceLocation Place) {
      return SM.isPointWithin(SM.getFileLoc(Place), Begin, End);
    });
  });
}

} // namespace corolint
