// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command: which flag asks for what. What it does is lib/Driver's.
#include "Checks/CheckTable.h"
#include "Driver/ExplainLine.h"
#include "Driver/Init.h"
#include "Driver/Run.h"
#include "Driver/RunProfile.h"
#include "Flags.h"
#include "Support/HugePages.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"

using namespace llvm;
using namespace corolint;

static int fail(Error E) {
  handleAllErrors(std::move(E), [](const ErrorInfoBase &Info) {
    errs() << "corolint: error: " << Info.message() << "\n";
  });
  return BadUsage;
}

static int exitStatus(Expected<ExitStatus> Status) {
  return Status ? *Status : fail(Status.takeError());
}

static int explain(const Options &Opts, StringRef What) {
  if (What.empty())
    return fail(userError("name the check to explain (corolint --list-checks "
                          "lists them), or a line as FILE:LINE"));
  if (StringRef Page = checkPage(What); !Page.empty()) {
    outs() << Page;
    return NothingFound;
  }
  if (std::optional<LineQuestion> Asked = parseLine(What))
    return exitStatus(runExplain(Opts, *Asked, outs(), errs()));
  if (sys::fs::exists(What))
    return fail(userError("name a line of it, as in " + What + ":12"));
  SmallVector<StringRef> Known;
  for (const CheckEntry &C : checkTable())
    Known.push_back(C.Id);
  std::string Id = (What.starts_with("coro-") ? "" : "coro-") + What.str();
  StringRef Hint = nearestName(Id, Known);
  return fail(userError("unknown check '" + What + "'; " +
                        (Hint.empty() ? "corolint --list-checks lists them"
                                      : "did you mean '" + Hint.str() + "'?")));
}

static int runProgram(std::vector<std::string> Command) {
  Expected<int> Status =
      runProfile({std::move(Command), flags::Threshold, flags::Threads,
                  flags::OutputFile, COROLINT_VERSION},
                 errs());
  return Status ? *Status : fail(Status.takeError());
}

int main(int argc, const char **argv) {
  InitLLVM X(argc, argv);
  cl::SetVersionPrinter([](raw_ostream &OS) {
    OS << "corolint " COROLINT_VERSION " (Clang " CLANG_VERSION_TEXT ")\n";
  });
  flags::hideOthers();

  // "check" is the command's default verb; what follows "--" is a compile
  // command for the files.
  std::vector<const char *> Args(argv, argv + argc);
  std::optional<std::vector<std::string>> FixedCommand;
  if (auto Dashes = find_if(Args, [](StringRef A) { return A == "--"; });
      Dashes != Args.end()) {
    FixedCommand.emplace(Dashes + 1, Args.end());
    Args.erase(Dashes, Args.end());
  }
  if (Args.size() > 1 && StringRef(Args[1]) == "check")
    Args.erase(Args.begin() + 1);

  std::string Message;
  raw_string_ostream MessageStream(Message);
  if (!cl::ParseCommandLineOptions(
          Args.size(), Args.data(),
          "corolint: finds blocking calls in C++20 coroutines, coroutines that "
          "nobody awaits,\nand co_await on what can't be awaited.\n",
          &MessageStream)) {
    errs() << Message;
    return BadUsage;
  }

  if (flags::Profile)
    return runProgram(FixedCommand.value_or(std::vector<std::string>()));

  useHugePages();
  Expected<Options> Asked = flags::options(std::move(FixedCommand));
  if (!Asked)
    return fail(Asked.takeError());
  const Options &Opts = *Asked;
  if (flags::Summarize)
    return exitStatus(
        runSummarize(Opts, flags::OutputFile, flags::DepFile, errs()));
  if (flags::Link)
    return exitStatus(
        runLink(Opts, flags::Summaries, flags::OutputFile, outs(), errs()));
  if (flags::Init)
    return exitStatus(runInit(Opts, outs()));
  if (flags::Cache)
    return exitStatus(runCache(Opts, flags::Clear, outs()));
  if (flags::Explain || !flags::ExplainedCheck.empty())
    return explain(Opts, flags::ExplainedCheck);
  if (flags::PrintModel) {
    Error E = printModel(Opts, outs());
    return E ? fail(std::move(E)) : NothingFound;
  }
  if (flags::ListChecks) {
    Expected<std::vector<std::string>> Ids = listChecks(Opts);
    if (!Ids)
      return fail(Ids.takeError());
    outs() << "Enabled checks:\n";
    for (const std::string &Id : *Ids)
      outs() << "    " << Id << "\n";
    return NothingFound;
  }
  return exitStatus(runLint(Opts, outs(), errs()));
}
