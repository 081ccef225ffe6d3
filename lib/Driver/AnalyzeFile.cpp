// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/AnalyzeFile.h"
#include "Analysis/NeededBodies.h"
#include "Driver/RecordingFileSystem.h"
#include "Driver/TidyOptions.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"
#include <ctime>
#include <memory>

using namespace clang;
using namespace clang::tooling;
using namespace llvm;

namespace corolint {

void initializeTargets() {
  InitializeAllTargetInfos();
  InitializeAllTargetMCs();
  InitializeAllAsmParsers();
}

namespace {

/// Has Clang parse only the bodies that the analyses look into.
class NeededBodies : public ASTConsumer {
public:
  bool shouldSkipFunctionBody(Decl *D) override {
    const FunctionDecl *F = D->getAsFunction();
    return F && !needsBody(*F);
  }
};

/// Limits what the checks look at to what isn't a system header's.
class ProjectScope : public ASTConsumer {
public:
  void HandleTranslationUnit(ASTContext &Context) override {
    std::vector<Decl *> Scope;
    const SourceManager &SM = Context.getSourceManager();
    for (Decl *D : Context.getTranslationUnitDecl()->decls())
      if (!SM.isInSystemHeader(D->getLocation()))
        Scope.push_back(D);
    Context.setTraversalScope(Scope);
  }
};

/// The processor time that this thread has taken.
double threadSeconds() {
  timespec Time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &Time);
  return static_cast<double>(Time.tv_sec) + 1e-9 * Time.tv_nsec;
}

/// Adds the time from its last start to the moment at which its turn comes
/// among the consumers of a translation unit.
class Stopwatch : public ASTConsumer {
public:
  Stopwatch(double &Since, double &Total) : Since(Since), Total(Total) {}
  void HandleTranslationUnit(ASTContext &) override {
    double Now = threadSeconds();
    Total += Now - Since;
    Since = Now;
  }

private:
  double &Since, &Total;
};

class Action : public ASTFrontendAction {
public:
  Action(tidy::ClangTidyASTConsumerFactory &Factory, DetailsListener &Listener,
         FileAnalysis &Times)
      : Factory(Factory), Listener(Listener), Times(Times) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 StringRef File) override {
    Listener.FirstNumber += NumbersOfACommand;
    std::vector<std::unique_ptr<ASTConsumer>> Consumers;
    Consumers.push_back(
        std::make_unique<Stopwatch>(Started, Times.ParseSeconds));
    Consumers.push_back(std::make_unique<NeededBodies>());
    Consumers.push_back(std::make_unique<ProjectScope>());
    Consumers.push_back(Factory.createASTConsumer(Compiler, File));
    Consumers.push_back(
        std::make_unique<Stopwatch>(Started, Times.CheckSeconds));
    Started = threadSeconds();
    return std::make_unique<MultiplexConsumer>(std::move(Consumers));
  }

private:
  static constexpr unsigned NumbersOfACommand = 1'000'000;
  tidy::ClangTidyASTConsumerFactory &Factory;
  DetailsListener &Listener;
  FileAnalysis &Times;
  double Started = 0;
};

class ActionFactory : public FrontendActionFactory {
public:
  ActionFactory(tidy::ClangTidyContext &Context, bool AllBodies,
                DetailsListener &Listener, FileAnalysis &Times)
      : Factory(Context), AllBodies(AllBodies), Listener(Listener),
        Times(Times) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<Action>(Factory, Listener, Times);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Consumer) override {
    Invocation->getFrontendOpts().SkipFunctionBodies = !AllBodies;
    // Without carets Clang doesn't count its errors on standard error.
    Invocation->getDiagnosticOpts().ShowCarets = false;
    // Nobody sees Clang's own warnings here, and some are costly to find.
    Invocation->getDiagnosticOpts().IgnoreWarnings = true;
    return FrontendActionFactory::runInvocation(
        std::move(Invocation), Files, std::move(Containers), Consumer);
  }

private:
  tidy::ClangTidyASTConsumerFactory Factory;
  bool AllBodies;
  DetailsListener &Listener;
  FileAnalysis &Times;
};

/// Has \p FS record the `.corolint.yaml` that holds for \p File, and where
/// there is none.
void recordConfiguration(vfs::FileSystem &FS, StringRef File) {
  for (StringRef Folder = sys::path::parent_path(File); !Folder.empty();
       Folder = sys::path::parent_path(Folder))
    if (FS.getBufferForFile(Folder + "/.corolint.yaml"))
      return;
}

} // namespace

FileAnalysis analyzeFile(const std::string &File, const Options &Opts,
                         const Project &Code,
                         const ArgumentsAdjuster &AdaptArguments,
                         const LineQuestion *Asked) {
  FileAnalysis Result;
  auto FS = makeIntrusiveRefCnt<RecordingFileSystem>(Code.files());
  recordConfiguration(*FS, File);
  tidy::ClangTidyContext Context(createTidyOptions(Opts, FS));
  Context.setSelfContainedDiags(true);
  tidy::ClangTidyDiagnosticConsumer Consumer(
      Context, nullptr, /*RemoveIncompatibleErrors=*/false);
  DiagnosticsEngine Engine(new DiagnosticIDs(), new DiagnosticOptions(),
                           &Consumer, /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(&Engine);

  ClangTool Tool(*Code.Commands, {File},
                 std::make_shared<PCHContainerOperations>(), FS);
  Tool.setPrintErrorMessage(false);
  Tool.appendArgumentsAdjuster(AdaptArguments);
  tidy::ClangTidyOptions FileOptions = Context.getOptionsForFile(File);
  if (FileOptions.ExtraArgsBefore)
    Tool.appendArgumentsAdjuster(getInsertArgumentAdjuster(
        *FileOptions.ExtraArgsBefore, ArgumentInsertPosition::BEGIN));
  if (FileOptions.ExtraArgs)
    Tool.appendArgumentsAdjuster(getInsertArgumentAdjuster(
        *FileOptions.ExtraArgs, ArgumentInsertPosition::END));
  Tool.appendArgumentsAdjuster(getStripPluginsAdjuster());
  Tool.setDiagnosticConsumer(&Consumer);

  DetailsListener Listener;
  Listener.Asked = Asked;
  ActionFactory Factory(Context, Opts.AllBodies, Listener, Result);
  int Status = Tool.run(&Factory);
  Result.Diagnostics = Consumer.take();
  Result.Details = std::move(Listener.Details);
  Result.BuildDirectory = Context.getCurrentBuildDirectory();
  Result.Coroutines = std::move(Listener.Coroutines);
  Result.Functions = std::move(Listener.Summary.Built);
  Result.Answer = std::move(Listener.Answer);
  Result.Dependencies = FS->dependencies();
  bool Explained = any_of(Result.Diagnostics, [](auto &Diagnostic) {
    return Diagnostic.DiagLevel == tooling::Diagnostic::Error;
  });
  if (Status != 0 && !Explained)
    Result.Failure = "Clang could not process it";
  return Result;
}

} // namespace corolint
