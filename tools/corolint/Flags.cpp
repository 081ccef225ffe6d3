// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Flags.h"
#include "Support/UserError.h"
#include <set>

using namespace llvm;

namespace corolint::flags {

cl::SubCommand
    Summarize("summarize",
              "Write what is to be known of files, for 'corolint link'");
cl::SubCommand Link("link",
                    "Report on the files that summaries were written of");
cl::SubCommand Explain("explain", "Show a check's page, or why a line is a "
                                  "finding or not");
cl::SubCommand Profile("profile", "Run a program and record where its event "
                                  "loops stall");
cl::SubCommand Init("init", "Write a first .clang-tidy and .corolint.yaml");
cl::SubCommand Cache("cache", "Show or drop what is kept of the "
                              "project's files");

static cl::OptionCategory Selection("What to look at");
static cl::OptionCategory Reporting("What to report");
static cl::OptionCategory Fixing("Fixes");
static cl::OptionCategory Recording("What to record");
static cl::OptionCategory Other("Other");

static cl::list<std::string> Files(cl::Positional, cl::desc("[FILES...]"),
                                   cl::sub(cl::SubCommand::getTopLevel()),
                                   cl::sub(Summarize), cl::cat(Selection));
static cl::opt<std::string>
    BuildPath("p", cl::desc("Folder of compile_commands.json"),
              cl::value_desc("DIR"), cl::sub(cl::SubCommand::getTopLevel()),
              cl::sub(Summarize), cl::sub(Explain), cl::sub(Cache),
              cl::sub(Init), cl::cat(Selection));
static cl::opt<std::string>
    Checks("checks", cl::desc("Globs that add to .clang-tidy's Checks"),
           cl::value_desc("GLOBS"), cl::sub(cl::SubCommand::getTopLevel()),
           cl::sub(Explain), cl::sub(Summarize), cl::cat(Selection));
static cl::opt<std::string>
    Config("config", cl::desc("A .clang-tidy configuration as text"),
           cl::value_desc("YAML"), cl::sub(cl::SubCommand::getTopLevel()),
           cl::sub(Explain), cl::sub(Summarize), cl::cat(Selection));
static cl::opt<std::string>
    ConfigFile("config-file",
               cl::desc("A .clang-tidy configuration to use for all files"),
               cl::value_desc("FILE"), cl::sub(cl::SubCommand::getTopLevel()),
               cl::sub(Explain), cl::sub(Summarize), cl::cat(Selection));
static cl::opt<std::string> HeaderFilter(
    "header-filter",
    cl::desc("Headers to report in (default: all but system headers)"),
    cl::value_desc("REGEX"), cl::sub(cl::SubCommand::getTopLevel()),
    cl::sub(Explain), cl::sub(Summarize), cl::cat(Selection));
static cl::list<std::string>
    ExtraArgs("extra-arg", cl::desc("Argument to add to every compile command"),
              cl::value_desc("ARG"), cl::sub(cl::SubCommand::getTopLevel()),
              cl::sub(Explain), cl::sub(Summarize), cl::cat(Selection));
static cl::opt<unsigned>
    Jobs("j", cl::desc("Files to analyse at once (default: one per core)"),
         cl::value_desc("N"), cl::init(0), cl::Prefix,
         cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Explain),
         cl::sub(Summarize), cl::cat(Selection));
static cl::opt<unsigned> Timeout(
    "timeout",
    cl::desc("Seconds that one file may take (default: 600; 0: no limit)"),
    cl::value_desc("N"), cl::init(600), cl::sub(cl::SubCommand::getTopLevel()),
    cl::sub(Explain), cl::sub(Summarize), cl::cat(Selection));
static cl::opt<bool>
    AllBodies("all-bodies",
              cl::desc("Parse also the bodies of libraries' functions that no "
                       "check looks into: slower, with the same findings"),
              cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Summarize),
              cl::cat(Selection));
static cl::opt<bool>
    NoCache("no-cache",
            cl::desc("Neither read nor write the project's .cache/corolint"),
            cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Explain),
            cl::cat(Selection));
static const std::string OutputHelp = [] {
  std::string Text = "A report, printed or in a file; may be given several "
                     "times. The kinds:";
  for (const OutputFormat &F : outputFormats())
    Text += " " + F.Name.str();
  return Text;
}();
static cl::list<std::string> Outputs("output", cl::desc(OutputHelp),
                                     cl::value_desc("KIND[=FILE]"),
                                     cl::sub(cl::SubCommand::getTopLevel()),
                                     cl::sub(Link), cl::cat(Reporting));
static cl::opt<std::string> Format("format",
                                   cl::desc("The same as --output=KIND"),
                                   cl::value_desc("KIND"),
                                   cl::sub(cl::SubCommand::getTopLevel()),
                                   cl::sub(Link), cl::cat(Reporting));
static cl::opt<std::string> WarningsAsErrors(
    "warnings-as-errors", cl::desc("Globs of checks to report as errors"),
    cl::value_desc("GLOBS"), cl::sub(cl::SubCommand::getTopLevel()),
    cl::sub(Summarize), cl::cat(Reporting));
static cl::opt<std::string>
    Baseline("baseline", cl::desc("Report only what this file doesn't know"),
             cl::value_desc("FILE"), cl::sub(cl::SubCommand::getTopLevel()),
             cl::sub(Link), cl::cat(Reporting));
static cl::opt<bool> WriteBaseline(
    "write-baseline", cl::desc("Write what is found to the baseline"),
    cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Link), cl::cat(Reporting));
static cl::opt<bool> PruneBaseline(
    "prune-baseline",
    cl::desc("Drop from the baseline what isn't found any longer"),
    cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Link), cl::cat(Reporting));
static cl::opt<std::string>
    Since("since",
          cl::desc("Report only what the change since a git revision makes, "
                   "in whatever file"),
          cl::value_desc("REV"), cl::cat(Reporting));
static cl::opt<std::string> FailsOn(
    "fail-on",
    cl::desc("What makes the exit status 1: info, warning, error or none; a "
             "number of findings; or both, as in warning:10"),
    cl::value_desc("WHAT"), cl::init("info"),
    cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Link), cl::cat(Reporting));
static cl::opt<bool> Quiet("quiet",
                           cl::desc("No progress and no counts of fixes"),
                           cl::sub(cl::SubCommand::getTopLevel()),
                           cl::sub(Summarize), cl::sub(Explain), cl::sub(Link),
                           cl::cat(Reporting));
static cl::opt<bool>
    Stats("cache-stats",
          cl::desc("Say how many files were analysed and how many cached"),
          cl::cat(Reporting));
static cl::opt<cl::boolOrDefault>
    UseColor("use-color", cl::desc("Colours (default: on a terminal)"),
             cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Link),
             cl::cat(Reporting));
static cl::opt<bool> Fix("fix", cl::desc("Apply the safe fixes"),
                         cl::sub(cl::SubCommand::getTopLevel()), cl::sub(Link),
                         cl::cat(Fixing));
static cl::opt<bool> FixNotes("fix-notes",
                              cl::desc("Apply the suggested fixes too"),
                              cl::sub(cl::SubCommand::getTopLevel()),
                              cl::sub(Link), cl::cat(Fixing));
static cl::opt<std::string>
    ExportFixes("export-fixes",
                cl::desc("Write the fixes for clang-apply-replacements"),
                cl::value_desc("FILE"), cl::sub(cl::SubCommand::getTopLevel()),
                cl::sub(Link), cl::cat(Fixing));
static cl::opt<std::string> FormatStyle(
    "format-style",
    cl::desc("Format the code that fixes change: 'file' for .clang-format, or "
             "a style's name"),
    cl::value_desc("STYLE"), cl::sub(cl::SubCommand::getTopLevel()),
    cl::sub(Link), cl::cat(Fixing));
static cl::opt<std::string> ProfileFile(
    "profile",
    cl::desc("Rank the findings by the stalls that 'corolint profile' has "
             "recorded"),
    cl::value_desc("FILE"), cl::sub(cl::SubCommand::getTopLevel()),
    cl::sub(Link), cl::cat(Reporting));
cl::opt<bool> ListChecks("list-checks", cl::desc("List the enabled checks"),
                         cl::cat(Other));
cl::opt<std::string> ExplainedCheck("explain", cl::desc("Show a check's page"),
                                    cl::value_desc("CHECK"), cl::cat(Other));
static cl::opt<std::string, true>
    ExplainedByVerb(cl::Positional, cl::desc("CHECK | FILE:LINE"),
                    cl::location(ExplainedCheck.getValue()), cl::sub(Explain),
                    cl::cat(Other));
cl::opt<bool>
    PrintModel("print-model",
               cl::desc("Print what is known of blocking functions and "
                        "frameworks, and where it comes from"),
               cl::cat(Other));

cl::list<std::string> Summaries(cl::Positional, cl::desc("SUMMARIES..."),
                                cl::sub(Link), cl::cat(Selection));
cl::opt<std::string>
    OutputFile("o", cl::desc("File to write instead of standard output"),
               cl::value_desc("FILE"), cl::sub(Summarize), cl::sub(Link),
               cl::sub(Profile), cl::cat(Reporting));
cl::opt<std::string> Threshold(
    "threshold",
    cl::desc("Record turns of a loop that are longer (default: 10ms)"),
    cl::value_desc("TIME"), cl::init("10ms"), cl::sub(Profile),
    cl::cat(Recording));
cl::opt<std::string>
    Threads("threads",
            cl::desc("Only threads whose names match (default: every thread "
                     "that waits for events)"),
            cl::value_desc("GLOB"), cl::sub(Profile), cl::cat(Recording));
cl::opt<std::string>
    DepFile("depfile",
            cl::desc("Write the files read, for Ninja or make, to this file"),
            cl::value_desc("FILE"), cl::sub(Summarize), cl::cat(Reporting));
cl::opt<bool> Clear("clear", cl::desc("Drop it"), cl::sub(Cache),
                    cl::cat(Other));

void hideOthers() {
  for (cl::SubCommand *Verb : {&cl::SubCommand::getTopLevel(), &Summarize,
                               &Link, &Explain, &Profile, &Cache, &Init})
    cl::HideUnrelatedOptions(
        {&Selection, &Reporting, &Fixing, &Recording, &Other}, *Verb);
}

/// What --format and --output ask for.
static Expected<std::vector<OutputTarget>> outputs() {
  std::vector<std::string> Asked = Outputs;
  if (Format.getNumOccurrences())
    Asked.push_back(Format);
  if (Asked.empty())
    Asked.push_back("text");
  std::vector<OutputTarget> Targets;
  std::set<std::string> Files;
  for (const std::string &Text : Asked) {
    Expected<OutputTarget> To = parseOutput(Text);
    if (!To)
      return To.takeError();
    if (!Files.insert(To->File).second)
      return userError("two reports for " +
                       (To->File.empty()
                            ? "standard output: name files, as in --output=" +
                                  To->Format->Name + "=FILE"
                            : "'" + To->File + "'"));
    Targets.push_back(std::move(*To));
  }
  return Targets;
}

Expected<Options> options(std::optional<std::vector<std::string>> Fixed) {
  auto Given = [](const cl::opt<std::string> &Flag) {
    return Flag.getNumOccurrences() ? std::optional<std::string>(Flag)
                                    : std::nullopt;
  };
  Options Opts;
  Expected<std::vector<OutputTarget>> Targets = outputs();
  if (!Targets)
    return Targets.takeError();
  Opts.Outputs = std::move(*Targets);
  Expected<FailOn> Fails = parseFailOn(FailsOn);
  if (!Fails)
    return Fails.takeError();
  Opts.Fails = *Fails;
  if ((WriteBaseline || PruneBaseline) && Baseline.empty())
    return userError("--baseline=FILE says which baseline is to be written");
  if (Since.getNumOccurrences() && Since.empty())
    return userError("--since needs a revision, such as origin/main");
  if (WriteBaseline && !Since.empty())
    return userError("--write-baseline records all that is found, and "
                     "--since leaves out most of it: give one of them");
  Opts.Since = Since;
  Opts.Profile = ProfileFile;
  Opts.Baseline = Baseline;
  Opts.WriteBaseline = WriteBaseline;
  Opts.PruneBaseline = PruneBaseline;
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
  Opts.FormatStyle = FormatStyle;
  Opts.Jobs = Jobs;
  Opts.TimeoutSeconds = Timeout;
  Opts.AllBodies = AllBodies;
  Opts.UseCache = !NoCache;
  Opts.Stats = Stats;
  Opts.Quiet = Quiet;
  if (UseColor != cl::BOU_UNSET)
    Opts.Colors = UseColor == cl::BOU_TRUE;
  Opts.ToolVersion = COROLINT_VERSION;
  Opts.Homepage = COROLINT_HOMEPAGE;
  return Opts;
}

} // namespace corolint::flags
