// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Model/RawModel.h"
#include "Support/UserError.h"
#include "llvm/Support/YAMLTraits.h"

using namespace llvm;
using namespace corolint::model;

namespace {

/// The text that is being read, where its lines begin, and which keys were
/// looked for in it.
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

  std::vector<StringRef> Keys;

private:
  StringRef Text;
  std::vector<size_t> Ends;
};

Lines &linesOf(yaml::IO &IO) { return *static_cast<Lines *>(IO.getContext()); }

/// The line of the node that \p IO is reading.
unsigned currentLine(yaml::IO &IO) {
  const auto &In = static_cast<yaml::Input &>(IO);
  return linesOf(IO).lineOf(
      In.getCurrentNode()->getSourceRange().Start.getPointer());
}

template <typename T> void required(yaml::IO &IO, StringLiteral Key, T &Value) {
  linesOf(IO).Keys.push_back(Key);
  IO.mapRequired(Key.data(), Value);
}

template <typename T> void optional(yaml::IO &IO, StringLiteral Key, T &Value) {
  linesOf(IO).Keys.push_back(Key);
  IO.mapOptional(Key.data(), Value);
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
LLVM_YAML_IS_STRING_MAP(RawCounterpart)

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
    optional(IO, "arg", C.Arg);
    optional(IO, "field", C.Field);
    optional(IO, "is", C.Is);
    optional(IO, "has", C.Has);
    optional(IO, "equals", C.Equals);
    optional(IO, "type", C.Type);
    optional(IO, "after", C.After);
    optional(IO, "mentions", C.Mentions);
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
    required(IO, "arg", S.Arg);
    required(IO, "unit", S.Unit);
  }
};

template <> struct MappingTraits<RawCounterpart> {
  static void mapping(IO &IO, RawCounterpart &C) {
    required(IO, "await", C.Await);
    optional(IO, "includes", C.Includes);
  }
};

template <> struct MappingTraits<RawFunction> {
  static void mapping(IO &IO, RawFunction &F) {
    F.Line = currentLine(IO);
    required(IO, "names", F.Names);
    required(IO, "kind", F.KindName);
    optional(IO, "args", F.Args);
    optional(IO, "params", F.Params);
    optional(IO, "when", F.When);
    optional(IO, "unless", F.Unless);
    optional(IO, "descriptor", F.Descriptor);
    optional(IO, "sleep", F.Sleeps);
    optional(IO, "async", F.Async);
    optional(IO, "counterpart", F.Counterparts);
    optional(IO, "instead", F.Instead);
    optional(IO, "sync_wait", F.SyncWait);
    optional(IO, "offload", F.Offload);
    optional(IO, "waits_on_result_of", F.WaitsOnResultOf);
    required(IO, "source", F.Source);
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
    required(IO, "type", T.Type);
    required(IO, "start", T.Start);
    optional(IO, "awaitable", T.Awaitable);
  }
};

template <> struct MappingTraits<RawTimer> {
  static void mapping(IO &IO, RawTimer &T) {
    required(IO, "for", T.For);
    optional(IO, "until", T.Until);
    optional(IO, "resolution", T.Resolution);
    optional(IO, "hangs_below_zero", T.HangsBelowZero);
    optional(IO, "includes", T.Includes);
  }
};

template <> struct MappingTraits<RawFramework> {
  static void mapping(IO &IO, RawFramework &F) {
    F.Line = currentLine(IO);
    required(IO, "name", F.Name);
    optional(IO, "tasks", F.Tasks);
    optional(IO, "synchronous", F.Synchronous);
    optional(IO, "executor", F.Executor);
    optional(IO, "awaits_by_value", F.AwaitsByValue);
    optional(IO, "include", F.Include);
    optional(IO, "timer", F.Timer);
    optional(IO, "token", F.Token);
    optional(IO, "token_of", F.TokenOf);
    optional(IO, "token_includes", F.TokenIncludes);
    optional(IO, "redirect", F.Redirect);
    optional(IO, "redirect_includes", F.RedirectIncludes);
    optional(IO, "awaited_elsewhere", F.AwaitedElsewhere);
    optional(IO, "await_headers", F.AwaitHeaders);
    optional(IO, "instead", F.Instead);
    optional(IO, "combinators", F.Combinators);
    optional(IO, "spawns", F.Spawns);
    optional(IO, "async_mutexes", F.AsyncMutexes);
  }
};

template <> struct MappingTraits<RawLock> {
  static void mapping(IO &IO, RawLock &L) {
    L.Line = currentLine(IO);
    required(IO, "types", L.Types);
    required(IO, "is", L.Is);
    optional(IO, "lock", L.Lock);
    optional(IO, "try_lock", L.TryLock);
    optional(IO, "unlock", L.Unlock);
    optional(IO, "release", L.Release);
    optional(IO, "held", L.Held);
    optional(IO, "mutex", L.Mutex);
    optional(IO, "swap", L.Swap);
    optional(IO, "access", L.Access);
    optional(IO, "defer", L.Defer);
    optional(IO, "try", L.Try);
    optional(IO, "adopt", L.Adopt);
    required(IO, "source", L.Source);
  }
};

template <> struct MappingTraits<RawLockFunction> {
  static void mapping(IO &IO, RawLockFunction &F) {
    F.Line = currentLine(IO);
    required(IO, "names", F.Names);
    required(IO, "does", F.Does);
    optional(IO, "args", F.Args);
    optional(IO, "success", F.Success);
    required(IO, "source", F.Source);
  }
};

template <> struct MappingTraits<RawFile> {
  static void mapping(IO &IO, RawFile &F) {
    required(IO, "library", F.Library);
    optional(IO, "linkage", F.Linkage);
    optional(IO, "aliases", F.Aliases);
    optional(IO, "flags", F.Flags);
    optional(IO, "functions", F.Functions);
    optional(IO, "frameworks", F.Frameworks);
    optional(IO, "locks", F.Locks);
    optional(IO, "lock_functions", F.LockFunctions);
    optional(IO, "unowned_mutexes", F.UnownedMutexes);
    optional(IO, "nonblocking", F.Nonblocking);
    optional(IO, "offload_sinks", F.OffloadSinks);
    optional(IO, "inline_callers", F.InlineCallers);
    optional(IO, "context_switches", F.ContextSwitches);
    optional(IO, "blocking_executors", F.BlockingExecutors);
    optional(IO, "executor_tags", F.ExecutorTags);
    optional(IO, "executor_binders", F.ExecutorBinders);
    optional(IO, "completion_tokens", F.CompletionTokens);
    optional(IO, "idle_waits", F.IdleWaits);
    optional(IO, "result_ignorers", F.ResultIgnorers);
  }
};

template <> struct MappingTraits<RawProject> {
  static void mapping(IO &IO, RawProject &P) {
    optional(IO, "libraries", P.Libraries);
    optional(IO, "model", P.Model);
  }
};

} // namespace llvm::yaml

namespace corolint::model {

template <typename T>
static Error read(StringRef Text, StringRef FileName, T &Out) {
  std::string Message;
  Lines Of(Text);
  struct Sink {
    StringRef FileName;
    const Lines &Of;
    std::string &Message;
  } Where{FileName, Of, Message};
  auto Handle = [](const SMDiagnostic &Diag, void *Context) {
    auto &To = *static_cast<Sink *>(Context);
    if (!To.Message.empty())
      return;
    StringRef Key = Diag.getMessage();
    StringRef Hint = Key.consume_front("unknown key '")
                         ? nearestName(Key.rtrim("'"), To.Of.Keys)
                         : "";
    To.Message = (To.FileName + ":" + Twine(Diag.getLineNo()) + ": " +
                  Diag.getMessage() +
                  (Hint.empty() ? "" : "; did you mean '" + Hint + "'?"))
                     .str();
  };
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
