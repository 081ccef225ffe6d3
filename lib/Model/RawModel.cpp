// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Model/RawModel.h"
#include "Support/UserError.h"
#include "llvm/Support/YAMLTraits.h"

using namespace llvm;
using namespace corolint::model;

namespace {

/// The text that is being read, and where its lines begin.
class Lines {
public:
  explicit Lines(StringRef Text) : Text(Text) {
    for (size_t I = 0; I < Text.size(); ++I)
      if (Text[I] == '\n')
        Ends.push_back(I);
  }

  /// Counted from 1; 0 for what isn't part of the text.
  unsigned lineOf(const char *At) const {
    if (At < Text.begin() || At > Text.end())
      return 0;
    return std::lower_bound(Ends.begin(), Ends.end(),
                            static_cast<size_t>(At - Text.begin())) -
           Ends.begin() + 1;
  }

private:
  StringRef Text;
  std::vector<size_t> Ends;
};

/// The line of the node that \p IO is reading.
unsigned currentLine(yaml::IO &IO) {
  const auto &In = static_cast<yaml::Input &>(IO);
  return static_cast<const Lines *>(IO.getContext())
      ->lineOf(In.getCurrentNode()->getSourceRange().Start.getPointer());
}

} // namespace

LLVM_YAML_IS_FLOW_SEQUENCE_VECTOR(RawName)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawCondition)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawFunction)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawTask)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawFramework)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawLock)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawLockFunction)
LLVM_YAML_IS_SEQUENCE_VECTOR(RawFile)
LLVM_YAML_IS_STRING_MAP(std::string)

namespace llvm::yaml {

template <> struct ScalarTraits<RawName> {
  static void output(const RawName &Name, void *, raw_ostream &Out) {
    Out << Name.Text;
  }
  static StringRef input(StringRef Text, void *Context, RawName &Name) {
    Name.Text = Text.str();
    Name.Line = static_cast<const Lines *>(Context)->lineOf(Text.begin());
    return "";
  }
  static QuotingType mustQuote(StringRef) { return QuotingType::None; }
};

template <> struct MappingTraits<RawCondition> {
  static void mapping(IO &IO, RawCondition &C) {
    C.Line = currentLine(IO);
    IO.mapOptional("arg", C.Arg);
    IO.mapOptional("field", C.Field);
    IO.mapOptional("is", C.Is);
    IO.mapOptional("has", C.Has);
    IO.mapOptional("equals", C.Equals);
    IO.mapOptional("type", C.Type);
    IO.mapOptional("after", C.After);
    IO.mapOptional("mentions", C.Mentions);
  }
  static std::string validate(IO &, RawCondition &C) {
    int Tests = !C.Is.empty() + !C.Has.empty() + !C.Equals.empty() +
                !C.Type.empty() + !C.After.empty() + !C.Mentions.empty();
    if (Tests != 1)
      return "a condition has exactly one of 'is', 'has', 'equals', 'type', "
             "'after', 'mentions'";
    if (C.Arg.empty() != !C.Mentions.empty())
      return C.Arg.empty() ? "a condition other than 'mentions' has an 'arg'"
                           : "'mentions' is about the function, not an 'arg'";
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
    IO.mapOptional("params", F.Params);
    IO.mapOptional("when", F.When);
    IO.mapOptional("unless", F.Unless);
    IO.mapOptional("descriptor", F.Descriptor);
    IO.mapOptional("sleep", F.Sleeps);
    IO.mapOptional("async", F.Async);
    IO.mapOptional("instead", F.Instead);
    IO.mapOptional("sync_wait", F.SyncWait);
    IO.mapOptional("offload", F.Offload);
    IO.mapOptional("waits_on_result_of", F.WaitsOnResultOf);
    IO.mapRequired("source", F.Source);
  }
  static std::string validate(IO &, RawFunction &F) {
    if (F.Names.empty())
      return "'names' is empty";
    if (F.Source.empty())
      return "'source' is empty: say which manual page or clause says so";
    if (F.SyncWait && F.KindName != "wait")
      return "a 'sync_wait' function is of kind 'wait'";
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
    IO.mapOptional("awaits_by_value", F.AwaitsByValue);
    IO.mapOptional("include", F.Include);
    IO.mapOptional("timer", F.Timer);
    IO.mapOptional("token", F.Token);
    IO.mapOptional("awaited_elsewhere", F.AwaitedElsewhere);
    IO.mapOptional("await_headers", F.AwaitHeaders);
    IO.mapOptional("instead", F.Instead);
    IO.mapOptional("combinators", F.Combinators);
    IO.mapOptional("spawns", F.Spawns);
    IO.mapOptional("async_mutexes", F.AsyncMutexes);
  }
};

template <> struct MappingTraits<RawLock> {
  static void mapping(IO &IO, RawLock &L) {
    L.Line = currentLine(IO);
    IO.mapRequired("types", L.Types);
    IO.mapRequired("is", L.Is);
    IO.mapOptional("lock", L.Lock);
    IO.mapOptional("try_lock", L.TryLock);
    IO.mapOptional("unlock", L.Unlock);
    IO.mapOptional("release", L.Release);
    IO.mapOptional("held", L.Held);
    IO.mapOptional("mutex", L.Mutex);
    IO.mapOptional("swap", L.Swap);
    IO.mapOptional("access", L.Access);
    IO.mapOptional("defer", L.Defer);
    IO.mapOptional("try", L.Try);
    IO.mapOptional("adopt", L.Adopt);
    IO.mapRequired("source", L.Source);
  }
};

template <> struct MappingTraits<RawLockFunction> {
  static void mapping(IO &IO, RawLockFunction &F) {
    F.Line = currentLine(IO);
    IO.mapRequired("names", F.Names);
    IO.mapRequired("does", F.Does);
    IO.mapOptional("args", F.Args);
    IO.mapOptional("success", F.Success);
    IO.mapRequired("source", F.Source);
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
    IO.mapOptional("locks", F.Locks);
    IO.mapOptional("lock_functions", F.LockFunctions);
    IO.mapOptional("unowned_mutexes", F.UnownedMutexes);
    IO.mapOptional("nonblocking", F.Nonblocking);
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

template <typename T>
static Error read(StringRef Text, StringRef FileName, T &Out) {
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
  Lines Of(Text);
  yaml::Input In(Text, &Of, Handle, &Where);
  In >> Out;
  if (In.error())
    return userError(Message.empty()
                         ? (FileName + ": not readable as YAML").str()
                         : Message);
  return Error::success();
}

Error readYaml(StringRef Text, StringRef FileName, RawFile &Out) {
  return read(Text, FileName, Out);
}

Error readYaml(StringRef Text, StringRef FileName, RawProject &Out) {
  return read(Text, FileName, Out);
}

} // namespace corolint::model
