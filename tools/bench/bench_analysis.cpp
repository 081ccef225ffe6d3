// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the checks cost on top of parsing: bench-analysis DIR [ROUNDS]. Takes
// every file of DIR's compile database, one after the other, and times Clang's
// parse and all that the checks do afterwards apart, in one run. The least time
// of the rounds counts: what is above it is the machine's noise.
#include "Driver/AnalyzeFile.h"
#include "Driver/CompileDatabase.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/TargetSelect.h"

using namespace llvm;
using namespace corolint;

int main(int argc, const char **argv) {
  unsigned Rounds = 3;
  if (argc < 2 || argc > 3 ||
      (argc == 3 && StringRef(argv[2]).getAsInteger(10, Rounds))) {
    errs() << "usage: bench-analysis DIR [ROUNDS]\n";
    return 2;
  }
  InitializeAllTargetInfos();
  InitializeAllTargetMCs();
  InitializeAllAsmParsers();
  Options Opts;
  Opts.BuildPath = argv[1];
  Expected<Project> Code = loadProject(Opts);
  Expected<std::string> ResourceDir = findResourceDir();
  if (!Code || !ResourceDir) {
    logAllUnhandledErrors(Code.takeError(), errs());
    logAllUnhandledErrors(ResourceDir.takeError(), errs());
    return 2;
  }
  auto Adapt = adaptToClang(*ResourceDir);
  outs() << "parse [s]  checks [s]  checks/parse  file\n";
  auto Line = [](double Parse, double Checks, StringRef Name) {
    outs() << format("%9.3f  %10.3f  %11.1f%%  ", Parse, Checks,
                     100 * Checks / Parse)
           << Name << "\n";
  };
  double Parse = 0, Checks = 0;
  for (const std::string &File : Code->Commands->getAllFiles()) {
    FileAnalysis Best;
    for (unsigned Round = 0; Round < Rounds; ++Round) {
      FileAnalysis Now = analyzeFile(File, Opts, *Code, Adapt);
      if (!Now.Failure.empty()) {
        errs() << "bench-analysis: error: " << File << ": " << Now.Failure
               << "\n";
        return 1;
      }
      if (Round == 0 || Now.ParseSeconds < Best.ParseSeconds)
        Best.ParseSeconds = Now.ParseSeconds;
      if (Round == 0 || Now.CheckSeconds < Best.CheckSeconds)
        Best.CheckSeconds = Now.CheckSeconds;
    }
    Line(Best.ParseSeconds, Best.CheckSeconds, sys::path::filename(File));
    Parse += Best.ParseSeconds;
    Checks += Best.CheckSeconds;
  }
  Line(Parse, Checks, "all");
}
