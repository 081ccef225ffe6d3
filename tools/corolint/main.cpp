// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command's flags. What they do is lib/Driver's.
#include "Checks/CheckTable.h"
#include "Driver/Run.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"

using namespace llvm;
using namespace corolint;

static cl::OptionCategory Selection("What to look at");
static cl::OptionCategory Reporting("What to report");
static cl::OptionCategory Fixing("Fixes");
static cl::OptionCategory Other("Other");

static cl::list<std::string> Files(cl::Positional, cl::desc("[FILES...]"),
                                   cl::cat(Selection));
static cl::opt<std::string>
    BuildPath("p", cl::desc("Folder of compile_commands.json"),
              cl::value_desc("DIR"), cl::cat(Selection));
static cl::opt<std::string>
    Checks("checks", cl::desc("Globs that add to .clang-tidy's Checks"),
           cl::value_desc("GLOBS"), cl::cat(Selection));
static cl::opt<std::string>
    Config("config", cl::desc("A .clang-tidy configuration as text"),
           cl::value_desc("YAML"), cl::cat(Selection));
static cl::opt<std::string>
    ConfigFile("config-file",
               cl::desc("A .clang-tidy configuration to use for all files"),
               cl::value_desc("FILE"), cl::cat(Selection));
static cl::opt<std::string> HeaderFilter(
    "header-filter",
    cl::desc("Headers to report in (default: all but system headers)"),
    cl::value_desc("REGEX"), cl::cat(Selection));
static cl::list<std::string>
    ExtraArgs("extra-arg", cl::desc("Argument to add to every compile command"),
              cl::value_desc("ARG"), cl::cat(Selection));
static cl::opt<unsigned>
    Jobs("j", cl::desc("Files to analyse at once (default: one per core)"),
         cl::value_desc("N"), cl::init(0), cl::Prefix, cl::cat(Selection));
static cl::opt<unsigned> Timeout(
    "timeout",
    cl::desc("Seconds that one file may take (default: 600; 0: no limit)"),
    cl::value_desc("N"), cl::init(600), cl::cat(Selection));
static cl::opt<bool>
    NoCache("no-cache",
            cl::desc("Neither read nor write the project's .cache/corolint"),
            cl::cat(Selection));
static cl::opt<Format> Output(
    "format", cl::desc("Format of the report"),
    cl::values(clEnumValN(Format::Text, "text", "like Clang's (default)"),
               clEnumValN(Format::Json, "json", "one object")),
    cl::init(Format::Text), cl::cat(Reporting));
static cl::opt<std::string>
    WarningsAsErrors("warnings-as-errors",
                     cl::desc("Globs of checks to report as errors"),
                     cl::value_desc("GLOBS"), cl::cat(Reporting));
static cl::opt<bool> Quiet("quiet",
                           cl::desc("No progress and no counts of fixes"),
                           cl::cat(Reporting));
static cl::opt<bool>
    Stats("cache-stats",
          cl::desc("Say how many files were analysed and how many cached"),
          cl::cat(Reporting));
static cl::opt<cl::boolOrDefault>
    UseColor("use-color", cl::desc("Colours (default: on a terminal)"),
             cl::cat(Reporting));
static cl::opt<bool> Fix("fix", cl::desc("Apply the safe fixes"),
                         cl::cat(Fixing));
static cl::opt<bool> FixNotes("fix-notes",
                              cl::desc("Apply the suggested fixes too"),
                              cl::cat(Fixing));
static cl::opt<std::string>
    ExportFixes("export-fixes",
                cl::desc("Write the fixes for clang-apply-replacements"),
                cl::value_desc("FILE"), cl::cat(Fixing));
static cl::opt<bool> ListChecks("list-checks",
                                cl::desc("List the enabled checks"),
                                cl::cat(Other));
static cl::opt<std::string> Explain("explain", cl::desc("Show a check's page"),
                                    cl::value_desc("CHECK"), cl::cat(Other));
static cl::opt<bool>
    PrintModel("print-model",
               cl::desc("Print what is known of blocking functions and "
                        "frameworks, and where it comes from"),
               cl::cat(Other));

static int fail(Error E) {
  handleAllErrors(std::move(E), [](const ErrorInfoBase &Info) {
    errs() << "corolint: error: " << Info.message() << "\n";
  });
  return BadUsage;
}

static int explain(StringRef Check) {
  if (StringRef Page = checkPage(Check); !Page.empty()) {
    outs() << Page;
    return NothingFound;
  }
  SmallVector<StringRef> Known;
  for (const CheckEntry &C : checkTable())
    Known.push_back(C.Id);
  std::string Id = (Check.starts_with("coro-") ? "" : "coro-") + Check.str();
  StringRef Hint = nearestName(Id, Known);
  return fail(userError("unknown check '" + Check + "'; " +
                        (Hint.empty() ? "corolint --list-checks lists them"
                                      : "did you mean '" + Hint.str() + "'?")));
}

static Options optionsFromFlags(std::optional<std::vector<std::string>> Fixed) {
  auto Given = [](const cl::opt<std::string> &Flag) {
    return Flag.getNumOccurrences() ? std::optional<std::string>(Flag)
                                    : std::nullopt;
  };
  Options Opts;
  Opts.Files = Files;
  Opts.BuildPath = BuildPath;
  Opts.FixedCommand = std::move(Fixed);
  Opts.Checks = Given(Checks);
  Opts.Config = Given(Config);
  Opts.ConfigFile = Given(ConfigFile);
  Opts.HeaderFilter = Given(HeaderFilter);
  Opts.WarningsAsErrors = Given(WarningsAsErrors);
  Opts.ExtraArgs = ExtraArgs;
  Opts.Fix = Fix;
  Opts.FixNotes = FixNotes;
  Opts.ExportFixes = ExportFixes;
  Opts.Output = Output;
  Opts.Jobs = Jobs;
  Opts.TimeoutSeconds = Timeout;
  Opts.UseCache = !NoCache;
  Opts.Stats = Stats;
  Opts.Quiet = Quiet;
  if (UseColor != cl::BOU_UNSET)
    Opts.Colors = UseColor == cl::BOU_TRUE;
  Opts.ToolVersion = COROLINT_VERSION;
  return Opts;
}

int main(int argc, const char **argv) {
  InitLLVM X(argc, argv);
  cl::SetVersionPrinter([](raw_ostream &OS) {
    OS << "corolint " COROLINT_VERSION " (Clang " CLANG_VERSION_TEXT ")\n";
  });
  cl::HideUnrelatedOptions({&Selection, &Reporting, &Fixing, &Other});

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

  Options Opts = optionsFromFlags(std::move(FixedCommand));
  if (!Explain.empty())
    return explain(Explain);
  if (PrintModel) {
    Error E = printModel(Opts, outs());
    return E ? fail(std::move(E)) : NothingFound;
  }
  if (ListChecks) {
    Expected<std::vector<std::string>> Ids = enabledChecks(Opts);
    if (!Ids)
      return fail(Ids.takeError());
    outs() << "Enabled checks:\n";
    for (const std::string &Id : *Ids)
      outs() << "    " << Id << "\n";
    return NothingFound;
  }
  Expected<ExitStatus> Status = runLint(Opts, outs(), errs());
  if (!Status)
    return fail(Status.takeError());
  return *Status;
}
