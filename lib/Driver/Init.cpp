// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/Init.h"
#include "Checks/CheckTable.h"
#include "Config/ProjectConfig.h"
#include "Driver/CompileDatabase.h"
#include "Driver/Paths.h"
#include "Support/UserError.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace llvm;

namespace corolint {
namespace {

/// How many of a project's sources include each framework.
using Uses = std::map<const model::Framework *, unsigned>;

/// The framework whose header \p Name ("boost/asio/io_context.hpp") is, or
/// null: headers lie where their namespaces do.
const model::Framework *frameworkOfHeader(StringRef Name,
                                          const model::Model &M) {
  std::string Scope;
  for (char C : Name)
    Scope += C == '/' ? "::" : std::string(1, C);
  for (StringRef Part = Scope; !Part.empty(); Part = Part.drop_back()) {
    StringRef Rest = StringRef(Scope).drop_front(Part.size());
    // `coroutine` is none of the namespace `coro`, `QCoroTask` is of `QCoro`.
    if (!Rest.empty() &&
        (isLower(Rest[0]) || isDigit(Rest[0]) || Rest[0] == '_'))
      continue;
    if (const model::Framework *Found = M.frameworkOfNamespace(Part))
      return Found;
  }
  return nullptr;
}

/// The headers that the text of a source includes.
SmallVector<StringRef> includesIn(StringRef Text) {
  SmallVector<StringRef> Names;
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    if (!Line.consume_front("include"))
      continue;
    Line = Line.ltrim();
    if (Line.consume_front("<"))
      Names.push_back(Line.split('>').first);
    else if (Line.consume_front("\""))
      Names.push_back(Line.split('"').first);
  }
  return Names;
}

/// Adds the frameworks that \p File includes, itself or through the project's
/// own headers beside it.
void addFrameworks(const std::string &File, const model::Model &M,
                   std::set<std::string> &Seen,
                   std::set<const model::Framework *> &Found) {
  auto Text = Seen.insert(File).second ? MemoryBuffer::getFile(File)
                                       : std::errc::file_exists;
  if (!Text)
    return;
  for (StringRef Name : includesIn((*Text)->getBuffer())) {
    if (const model::Framework *Of = frameworkOfHeader(Name, M))
      Found.insert(Of);
    SmallString<128> Beside(sys::path::parent_path(File));
    sys::path::append(Beside, Name);
    sys::path::remove_dots(Beside, /*remove_dot_dot=*/true);
    addFrameworks(Beside.str().str(), M, Seen, Found);
  }
}

class Initializer {
public:
  Initializer(const Project &Code, const model::Model &M, raw_ostream &Out)
      : Code(Code), M(M), Out(Out) {}

  Error run() {
    tellFrameworks();
    if (Error E = provide(".clang-tidy", checks(), "the checks",
                          [&](StringRef Text) { tellMissingChecks(Text); }))
      return E;
    if (Error E = provide(".corolint.yaml", model(),
                          "room for what the project adds to the model",
                          [&](StringRef) {
                            Out << "  corolint --print-model shows what it "
                                   "adds\n";
                          }))
      return E;
    tellNextSteps();
    return Error::success();
  }

private:
  std::string pathOf(StringRef Name) const {
    SmallString<128> Path(Code.Root);
    sys::path::append(Path, Name);
    return Path.str().str();
  }
  std::string shown(StringRef Name) const {
    std::string Path = pathOf(Name);
    displayPath(Path);
    return Path;
  }

  void tellFrameworks() {
    std::vector<std::string> Files = Code.Commands->getAllFiles();
    Uses Counts;
    for (const std::string &File : Files) {
      std::set<std::string> Seen;
      std::set<const model::Framework *> Found;
      addFrameworks(File, M, Seen, Found);
      for (const model::Framework *F : Found)
        ++Counts[F];
    }
    for (const auto &[F, Count] : Counts)
      Frameworks.push_back(F);
    sort(Frameworks, [&](auto *A, auto *B) {
      return std::pair(Counts[B], A->Name) < std::pair(Counts[A], B->Name);
    });
    for (const model::Framework *F : Frameworks)
      Out << F->Name << ": included by " << Counts[F] << " of " << Files.size()
          << (Files.size() == 1 ? " source\n" : " sources\n");
    if (Frameworks.empty())
      Out << "no source includes a coroutine framework that corolint knows\n";
  }

  /// Writes \p Text to \p Name unless it is there; then has \p TellMissing look
  /// at it.
  Error provide(StringRef Name, const std::string &Text, StringRef What,
                function_ref<void(StringRef)> TellMissing) {
    std::string Path = pathOf(Name);
    if (sys::fs::exists(Path)) {
      Out << "left " << shown(Name) << " as it is\n";
      if (auto There = MemoryBuffer::getFile(Path))
        TellMissing((*There)->getBuffer());
      return Error::success();
    }
    if (Error E = writeFile(Path, [&](raw_ostream &OS) { OS << Text; }))
      return E;
    Out << "wrote " << shown(Name) << ": " << What << "\n";
    return Error::success();
  }

  static std::string globs() {
    std::string Globs = "coro-*";
    for (const CheckEntry &C : checkTable())
      if (!C.OnByDefault)
        Globs += ",-" + C.Id.str();
    return Globs;
  }

  static std::string checks() {
    std::string Off;
    for (const CheckEntry &C : checkTable())
      if (!C.OnByDefault)
        Off += (Off.empty() ? "" : ", ") + C.Id.str();
    return "# What corolint, its plugin for clang-tidy and corolint-clangd "
           "look "
           "for: `corolint --list-checks`.\n"
           "# Opinions, off unless you take them out: " +
           Off + " (`corolint explain CHECK`).\nChecks: '" + globs() +
           "'\nHeaderFilterRegex: '.*'\n";
  }

  void tellMissingChecks(StringRef Text) {
    auto Parsed =
        clang::tidy::parseConfiguration(MemoryBufferRef(Text, ".clang-tidy"));
    if (!Parsed)
      Out << "  it can't be read as a configuration of clang-tidy\n";
    else if (Parsed->Checks && namesCoroChecks(*Parsed->Checks))
      Out << "  its Checks name coro-* checks\n";
    else
      Out << "  its Checks name no coro-* checks: corolint and corolint-clangd "
             "have the defaults;\n  clang-tidy needs " +
                 globs() + " added to them\n";
  }

  std::string model() const {
    std::string Text =
        "# What this project adds to what corolint knows of functions and "
        "coroutine types.\n"
        "# `corolint --print-model` shows all of it, in the same form.\n";
    if (Frameworks.empty())
      Text += "# Coroutine types of its own are judged by their promises; "
              "`frameworks` says more of them.\n";
    for (const model::Framework *F : Frameworks)
      Text += "# The coroutines of " + F->Name + " are known.\n";
    return Text +
           "model:\n"
           "  - library: this project\n"
           "    # Functions that block and whose bodies are in none of its "
           "files, each with where that is said:\n"
           "    #   - {names: [sensor::read], kind: ipc, source: "
           "doc/sensor.md}\n"
           "    functions: []\n"
           "    # Functions that run a callable on another thread:\n"
           "    #   [pool::submit]\n"
           "    offload_sinks: []\n"
           "# Folders whose headers are somebody else's though -I finds them, "
           "which saves time:\n"
           "# libraries: [third_party]\n";
  }

  void tellNextSteps() {
    for (const model::Framework *F : Frameworks)
      if (!F->OffloadInclude.empty())
        Out << "fixes in coroutines of " << F->Name << " may include "
            << F->OffloadInclude
            << ": link the target corolint::corolint (docs/offload.md)\n";
    auto Ignored = MemoryBuffer::getFile(pathOf(".gitignore"));
    if (sys::fs::exists(pathOf(".git")) &&
        !(Ignored && (*Ignored)->getBuffer().contains(".cache")))
      Out << "add .cache/ to .gitignore: corolint keeps there what it has "
             "analysed\n";
    Out << "next: corolint; or, to hear of what is new only:\n"
           "  corolint --baseline corolint-baseline.json --write-baseline\n";
  }

  const Project &Code;
  const model::Model &M;
  raw_ostream &Out;
  std::vector<const model::Framework *> Frameworks; ///< Most used first.
};

} // namespace

Expected<ExitStatus> runInit(const Options &Opts, raw_ostream &Out) {
  Expected<Project> Code = loadProject(Opts);
  if (!Code)
    return Code.takeError();
  if (Code->Root.empty())
    return userError("init needs a compile database, not flags behind '--'");
  SmallString<128> InRoot(Code->Root);
  sys::path::append(InRoot, "file.cpp");
  auto M = modelForFile(InRoot);
  if (!M)
    return M.takeError();
  if (Error E = Initializer(*Code, **M, Out).run())
    return E;
  return NothingFound;
}

} // namespace corolint
