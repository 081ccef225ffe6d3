// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// llvm::yaml::IO reads the text into the Raw structs below, which mirror
// docs/models.md key by key; expand() turns them into entries.
#include "Model/ModelYaml.h"
#include "Support/UserError.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/YAMLTraits.h"

using namespace llvm;

namespace corolint::model {
namespace {

using Strings = std::vector<std::string>;

struct RawCondition {
  std::string Arg;
  std::string Field;
  std::string Is;
  Strings Has, Equals, Type;
  unsigned Line = 0;
};

struct RawSleep {
  unsigned Arg = 0;
  std::string Unit;
};

struct RawFunction {
  Strings Names;
  std::string KindName;
  std::string Args;
  std::vector<RawCondition> When, Unless;
  std::optional<unsigned> Descriptor;
  std::optional<RawSleep> Sleeps;
  std::string Async;
  std::string Offload;
  Strings WaitsOnResultOf;
  std::string Source;
  unsigned Line = 0;
};

struct RawTask {
  std::string Type;
  std::string Start;
  bool Awaitable = true;
  unsigned Line = 0;
};

struct RawTimer {
  std::string For, Until;
  Strings Includes;
};

struct RawFramework {
  std::string Name;
  std::vector<RawTask> Tasks;
  Strings Synchronous;
  bool Executor = false;
  std::string Include;
  RawTimer Timer;
  std::string Token;
  unsigned Line = 0;
};

struct RawFile {
  std::string Library;
  std::string Linkage;
  std::map<std::string, std::string> Aliases;
  std::map<std::string, std::string> Flags;
  std::vector<RawFunction> Functions;
  std::vector<RawFramework> Frameworks;
  Strings OffloadSinks, InlineCallers;
  Strings ContextSwitches, BlockingExecutors, ExecutorTags;
  Strings ExecutorBinders, CompletionTokens;
};

struct RawProject {
  std::vector<RawFile> Model;
};

/// The line of the node that \p IO is reading. The context is the text.
unsigned currentLine(yaml::IO &IO) {
  StringRef Text = *static_cast<StringRef *>(IO.getContext());
  const auto &In = static_cast<yaml::Input &>(IO);
  const char *Here = In.getCurrentNode()->getSourceRange().Start.getPointer();
  return Text.take_front(Here - Text.data()).count('\n') + 1;
}

} // namespace
} // namespace corolint::model

using namespace corolint::model;

LLVM_YAML_IS_SEQUENCE_VECTOR(RawCondition)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawFunction)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawTask)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawFramework)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawFile)
LLVM_YAML_IS_STRING_MAP(std::string)

namespace llvm::yaml {

template <> struct MappingTraits<RawCondition> {
  static void mapping(IO &IO, RawCondition &C) {
    C.Line = currentLine(IO);
    IO.mapRequired("arg", C.Arg);
    IO.mapOptional("field", C.Field);
    IO.mapOptional("is", C.Is);
    IO.mapOptional("has", C.Has);
    IO.mapOptional("equals", C.Equals);
    IO.mapOptional("type", C.Type);
  }
  static std::string validate(IO &, RawCondition &C) {
    int Tests =
        !C.Is.empty() + !C.Has.empty() + !C.Equals.empty() + !C.Type.empty();
    if (Tests != 1)
      return "a condition has exactly one of 'is', 'has', 'equals', 'type'";
    return C.Field.empty() || !C.Has.empty() ? ""
                                             : "'field' goes with 'has' only";
  }
};

template <> struct MappingTraits<RawSleep> {
  static void mapping(IO &IO, RawSleep &S) {
    IO.mapRequired("arg", S.Arg);
    IO.mapRequired("unit", S.Unit);
  }
};

template <> struct MappingTraits<RawFunction> {
  static void mapping(IO &IO, RawFunction &F) {
    F.Line = currentLine(IO);
    IO.mapRequired("names", F.Names);
    IO.mapRequired("kind", F.KindName);
    IO.mapOptional("args", F.Args);
    IO.mapOptional("when", F.When);
    IO.mapOptional("unless", F.Unless);
    IO.mapOptional("descriptor", F.Descriptor);
    IO.mapOptional("sleep", F.Sleeps);
    IO.mapOptional("async", F.Async);
    IO.mapOptional("offload", F.Offload);
    IO.mapOptional("waits_on_result_of", F.WaitsOnResultOf);
    IO.mapRequired("source", F.Source);
  }
  static std::string validate(IO &, RawFunction &F) {
    if (F.Names.empty())
      return "'names' is empty";
    if (F.Source.empty())
      return "'source' is empty: say which manual page or clause says so";
    return "";
  }
};

template <> struct MappingTraits<RawTask> {
  static void mapping(IO &IO, RawTask &T) {
    T.Line = currentLine(IO);
    IO.mapRequired("type", T.Type);
    IO.mapRequired("start", T.Start);
    IO.mapOptional("awaitable", T.Awaitable);
  }
};

template <> struct MappingTraits<RawTimer> {
  static void mapping(IO &IO, RawTimer &T) {
    IO.mapRequired("for", T.For);
    IO.mapOptional("until", T.Until);
    IO.mapOptional("includes", T.Includes);
  }
};

template <> struct MappingTraits<RawFramework> {
  static void mapping(IO &IO, RawFramework &F) {
    F.Line = currentLine(IO);
    IO.mapRequired("name", F.Name);
    IO.mapOptional("tasks", F.Tasks);
    IO.mapOptional("synchronous", F.Synchronous);
    IO.mapOptional("executor", F.Executor);
    IO.mapOptional("include", F.Include);
    IO.mapOptional("timer", F.Timer);
    IO.mapOptional("token", F.Token);
  }
};

template <> struct MappingTraits<RawFile> {
  static void mapping(IO &IO, RawFile &F) {
    IO.mapRequired("library", F.Library);
    IO.mapOptional("linkage", F.Linkage);
    IO.mapOptional("aliases", F.Aliases);
    IO.mapOptional("flags", F.Flags);
    IO.mapOptional("functions", F.Functions);
    IO.mapOptional("frameworks", F.Frameworks);
    IO.mapOptional("offload_sinks", F.OffloadSinks);
    IO.mapOptional("inline_callers", F.InlineCallers);
    IO.mapOptional("context_switches", F.ContextSwitches);
    IO.mapOptional("blocking_executors", F.BlockingExecutors);
    IO.mapOptional("executor_tags", F.ExecutorTags);
    IO.mapOptional("executor_binders", F.ExecutorBinders);
    IO.mapOptional("completion_tokens", F.CompletionTokens);
  }
};

template <> struct MappingTraits<RawProject> {
  static void mapping(IO &IO, RawProject &P) {
    IO.mapOptional("model", P.Model);
  }
};

} // namespace llvm::yaml

namespace corolint::model {
namespace {

/// Turns one Raw file into entries.
class Expander {
public:
  Expander(const RawFile &Raw, StringRef FileName)
      : Raw(Raw), FileName(FileName) {}

  Expected<ModelFile> expand() {
    if (!Raw.Linkage.empty() && Raw.Linkage != "c")
      return error(1, "'linkage' can only be 'c', not '" + Raw.Linkage + "'");
    ModelFile File;
    for (const RawFunction &F : Raw.Functions)
      if (Error E = addFunction(F, File))
        return E;
    for (const RawFramework &F : Raw.Frameworks)
      if (Error E = addFramework(F, File))
        return E;
    File.OffloadSinks = allSpellings(Raw.OffloadSinks);
    File.InlineCallers = allSpellings(Raw.InlineCallers);
    File.ContextSwitches = allSpellings(Raw.ContextSwitches);
    File.ExecutorTags = allSpellings(Raw.ExecutorTags);
    File.ExecutorBinders = allSpellings(Raw.ExecutorBinders);
    File.CompletionTokens = allSpellings(Raw.CompletionTokens);
    for (const std::string &Glob : allSpellings(Raw.BlockingExecutors)) {
      Expected<GlobPattern> Pattern = GlobPattern::create(Glob);
      if (!Pattern)
        return error(1, "'" + Glob + "' in 'blocking_executors': " +
                            toString(Pattern.takeError()));
      File.BlockingExecutors.push_back(std::move(*Pattern));
    }
    return File;
  }

private:
  Error error(unsigned Line, const Twine &What) const {
    return userError(FileName + ":" + Twine(Line) + ": " + What);
  }

  /// \p Name and what it is called through the file's aliases.
  Strings spellings(StringRef Name) const {
    Strings Result = {Name.str()};
    for (const auto &[From, To] : Raw.Aliases)
      if (Name.starts_with(From + "::"))
        Result.push_back(To + Name.drop_front(From.size()).str());
    return Result;
  }

  Strings allSpellings(const Strings &Names) const {
    Strings Result;
    for (const std::string &Name : Names)
      append_range(Result, spellings(Name));
    return Result;
  }

  Expected<std::vector<int64_t>> values(const Strings &Texts,
                                        unsigned Line) const {
    std::vector<int64_t> Result;
    for (StringRef Text : Texts) {
      auto Flag = Raw.Flags.find(Text.str());
      StringRef Digits = Flag == Raw.Flags.end() ? Text : Flag->second;
      int64_t Value;
      if (Digits.getAsInteger(0, Value))
        return error(Line, "'" + Text +
                               "' is neither a number nor a name in 'flags'");
      Result.push_back(Value);
    }
    return Result;
  }

  Expected<Condition> condition(const RawCondition &R) const {
    Condition C;
    if (R.Arg == "this")
      C.Arg = ThisArg;
    else if (StringRef(R.Arg).getAsInteger(10, C.Arg) || C.Arg < 0)
      return error(R.Line,
                   "'arg' is a position from 0 or 'this', not '" + R.Arg + "'");
    C.Field = R.Field;
    if (!R.Is.empty()) {
      static const std::pair<StringRef, Condition::Test> Tests[] = {
          {"zero", Condition::Zero},
          {"null", Condition::Null},
          {"not-null", Condition::NotNull},
          {"negative", Condition::Negative},
          {"standard-output", Condition::StandardOutput},
          {"standard-input", Condition::StandardInput}};
      const auto *Found =
          find_if(Tests, [&](auto &Test) { return Test.first == R.Is; });
      if (Found == std::end(Tests))
        return error(R.Line, "'is' can be zero, null, not-null, negative, "
                             "standard-output or standard-input, not '" +
                                 R.Is + "'");
      C.What = Found->second;
    } else if (!R.Type.empty()) {
      C.What = Condition::IsType;
      C.Types = allSpellings(R.Type);
    } else {
      C.What = R.Has.empty() ? Condition::Equals : Condition::HasFlag;
      auto Values = values(R.Has.empty() ? R.Equals : R.Has, R.Line);
      if (!Values)
        return Values.takeError();
      C.Values = std::move(*Values);
    }
    return C;
  }

  Error addConditions(const std::vector<RawCondition> &From,
                      std::vector<Condition> &To) const {
    for (const RawCondition &R : From) {
      Expected<Condition> C = condition(R);
      if (!C)
        return C.takeError();
      To.push_back(std::move(*C));
    }
    return Error::success();
  }

  Error setArgs(const RawFunction &R, BlockingApi &Api) const {
    StringRef Text = R.Args;
    if (Text.empty())
      return Error::success();
    bool OrMore = Text.consume_back("+");
    if (Text.getAsInteger(10, Api.MinArgs))
      return error(R.Line, "'args' is a number, or one with '+' for \"or "
                           "more\", not '" +
                               R.Args + "'");
    if (!OrMore)
      Api.MaxArgs = Api.MinArgs;
    return Error::success();
  }

  Error setSleep(const RawFunction &R, BlockingApi &Api) const {
    if (!R.Sleeps)
      return Error::success();
    static const std::pair<StringRef, SleepUnit> Units[] = {
        {"seconds", SleepUnit::Seconds},
        {"milliseconds", SleepUnit::Milliseconds},
        {"microseconds", SleepUnit::Microseconds},
        {"duration", SleepUnit::Duration},
        {"time_point", SleepUnit::TimePoint}};
    const auto *Found = find_if(
        Units, [&](auto &Unit) { return Unit.first == R.Sleeps->Unit; });
    if (Found == std::end(Units))
      return error(R.Line, "'unit' can be seconds, milliseconds, "
                           "microseconds, duration or time_point, not '" +
                               R.Sleeps->Unit + "'");
    Api.Sleeps = Sleep{R.Sleeps->Arg, Found->second};
    return Error::success();
  }

  Error addFunction(const RawFunction &R, ModelFile &File) const {
    BlockingApi Api;
    std::optional<Kind> K = kindFromString(R.KindName);
    if (!K) {
      StringRef Hint = nearestName(R.KindName, kindNames());
      return error(R.Line,
                   "unknown kind '" + R.KindName + "'; " +
                       (Hint.empty()
                            ? "expected one of " + join(kindNames(), ", ")
                            : "did you mean '" + Hint.str() + "'?"));
    }
    Api.Blocks = *K;
    if (!R.Offload.empty() && R.Offload != "safe" && R.Offload != "unsafe")
      return error(R.Line,
                   "'offload' can be safe or unsafe, not '" + R.Offload + "'");
    Api.OffloadSafe = R.Offload != "unsafe";
    if (Error E = setArgs(R, Api))
      return E;
    if (Error E = setSleep(R, Api))
      return E;
    if (Error E = addConditions(R.When, Api.When))
      return E;
    if (Error E = addConditions(R.Unless, Api.Unless))
      return E;
    Api.CLinkage = Raw.Linkage == "c";
    Api.Descriptor = R.Descriptor;
    Api.AsyncName = R.Async;
    Api.WaitsOnResultOf = allSpellings(R.WaitsOnResultOf);
    Api.Source = R.Source;
    Api.From = {FileName.str(), R.Line};
    for (const std::string &Name : allSpellings(R.Names)) {
      Api.Name = Name;
      File.Apis.push_back(Api);
    }
    return Error::success();
  }

  /// One entry per namespace that the framework stands for.
  Error addFramework(const RawFramework &R, ModelFile &File) const {
    append_range(File.SynchronousTypes, allSpellings(R.Synchronous));
    std::map<std::string, FrameworkEntry> ByNamespace;
    for (const RawTask &T : R.Tasks) {
      if (T.Start != "lazy" && T.Start != "eager")
        return error(T.Line,
                     "'start' can be lazy or eager, not '" + T.Start + "'");
      for (const std::string &Name : spellings(T.Type)) {
        std::string Namespace = StringRef(Name).rsplit("::").first.str();
        ByNamespace[Namespace].Tasks.push_back(
            {Name, T.Start == "lazy", T.Awaitable, nullptr});
      }
    }
    for (auto &[Namespace, Entry] : ByNamespace) {
      auto Fill = [&, &Namespace = Namespace](StringRef Template) {
        std::string Result = Template.str();
        for (auto [Key, Value] :
             {std::pair<StringRef, std::string>{"{ns}", Namespace},
              {"{path}", joined(Namespace, "/")},
              {"{id}", joined(Namespace, "_")}})
          for (size_t At; (At = Result.find(Key)) != std::string::npos;)
            Result.replace(At, Key.size(), Value);
        return Result;
      };
      Framework &F = Entry.Description;
      F.Name = R.Name;
      F.Namespace = Namespace;
      F.HasExecutor = R.Executor;
      F.OffloadInclude =
          R.Include.empty() ? "<corolint/offload.hpp>" : Fill(R.Include);
      F.TimerFor = Fill(R.Timer.For);
      F.TimerUntil = Fill(R.Timer.Until);
      for (const std::string &Include : R.Timer.Includes)
        F.TimerIncludes.push_back(Fill(Include));
      F.Token = Fill(R.Token);
      File.Frameworks.push_back(std::move(Entry));
    }
    return Error::success();
  }

  static std::string joined(StringRef Namespace, StringRef Separator) {
    SmallVector<StringRef> Parts;
    Namespace.split(Parts, "::");
    return join(Parts, Separator);
  }

  const RawFile &Raw;
  StringRef FileName;
};

/// Reads \p Text into \p Out, or says "file:line: …".
template <typename T>
Error readYaml(StringRef Text, StringRef FileName, T &Out) {
  std::string Message;
  struct Sink {
    StringRef FileName;
    std::string &Message;
  } Where{FileName, Message};
  auto Handle = [](const SMDiagnostic &Diag, void *Context) {
    auto &To = *static_cast<Sink *>(Context);
    if (To.Message.empty())
      To.Message = (To.FileName + ":" + Twine(Diag.getLineNo()) + ": " +
                    Diag.getMessage())
                       .str();
  };
  yaml::Input In(Text, &Text, Handle, &Where);
  In >> Out;
  if (In.error())
    return userError(Message.empty()
                         ? (FileName + ": not readable as YAML").str()
                         : Message);
  return Error::success();
}

} // namespace

Expected<ModelFile> parseModelFile(StringRef Text, StringRef FileName) {
  RawFile Raw;
  if (Error E = readYaml(Text, FileName, Raw))
    return E;
  return Expander(Raw, FileName).expand();
}

Expected<std::vector<ModelFile>> parseProjectModel(StringRef Text,
                                                   StringRef FileName) {
  RawProject Raw;
  if (Error E = readYaml(Text, FileName, Raw))
    return E;
  std::vector<ModelFile> Files;
  for (const RawFile &R : Raw.Model) {
    Expected<ModelFile> File = Expander(R, FileName).expand();
    if (!File)
      return File.takeError();
    Files.push_back(std::move(*File));
  }
  return Files;
}

} // namespace corolint::model
