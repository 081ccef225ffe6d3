// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Model/ModelYaml.h"
#include "Model/RawModel.h"
#include "Support/UserError.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint::model {

/// An error if \p Glob, in the list \p Key, is none.
static Error checkGlob(StringRef Glob, unsigned Line, StringRef Key,
                       StringRef FileName) {
  Expected<GlobPattern> Pattern = GlobPattern::create(Glob);
  if (Pattern)
    return Error::success();
  return userError(FileName + ":" + Twine(Line) + ": '" + Glob + "' in '" +
                   Key + "': " + llvm::toString(Pattern.takeError()));
}

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
    for (const RawLock &L : Raw.Locks)
      if (Error E = addLock(L, File))
        return E;
    for (const RawLockFunction &F : Raw.LockFunctions)
      if (Error E = addLockFunction(F, File))
        return E;
    addNames(Role::UnownedMutex, Raw.UnownedMutexes, File);
    addNames(Role::IdleWait, Raw.IdleWaits, File);
    addNames(Role::ResultIgnorer, Raw.ResultIgnorers, File);
    addNames(Role::OffloadSink, Raw.OffloadSinks, File);
    addNames(Role::Nonblocking, Raw.Nonblocking, File);
    addNames(Role::InlineCaller, Raw.InlineCallers, File);
    addNames(Role::ContextSwitch, Raw.ContextSwitches, File);
    addNames(Role::ExecutorTag, Raw.ExecutorTags, File);
    addNames(Role::ExecutorBinder, Raw.ExecutorBinders, File);
    addNames(Role::CompletionToken, Raw.CompletionTokens, File);
    addNames(Role::BlockingExecutor, Raw.BlockingExecutors, File);
    for (const NamedEntry &Glob : namesOf(Role::BlockingExecutor, File))
      if (Error E = checkGlob(Glob.Name, Glob.As.From.Line,
                              "blocking_executors", FileName))
        return E;
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

  static std::vector<NamedEntry> &namesOf(Role R, ModelFile &File) {
    return File.Names[static_cast<size_t>(R)];
  }

  void addNames(Role R, const RawNames &Names, ModelFile &File,
                StringRef Framework = "") const {
    for (const RawName &Name : Names)
      for (std::string &Spelling : spellings(Name.Text))
        namesOf(R, File).push_back(
            {std::move(Spelling),
             {Framework.str(), {FileName.str(), Name.Line}}});
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
    if (R.Arg == "this" || !R.Mentions.empty())
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
          {"default-constructed", Condition::DefaultConstructed},
          {"standard-output", Condition::StandardOutput},
          {"standard-input", Condition::StandardInput}};
      const auto *Found =
          find_if(Tests, [&](auto &Test) { return Test.first == R.Is; });
      if (Found == std::end(Tests))
        return error(
            R.Line,
            "'is' can be zero, null, not-null, negative, default-constructed, "
            "standard-output or standard-input, not '" +
                R.Is + "'");
      C.What = Found->second;
    } else if (!R.Type.empty()) {
      C.What = Condition::IsType;
      C.Names = allSpellings(R.Type);
    } else if (!R.After.empty()) {
      C.What = Condition::After;
      C.Names = allSpellings(R.After);
    } else if (!R.Mentions.empty()) {
      C.What = Condition::Mentions;
      C.Names = R.Mentions;
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
    std::optional<SleepUnit> Unit = sleepUnitFromString(R.Sleeps->Unit);
    if (!Unit)
      return error(R.Line, "'unit' can be seconds, milliseconds, "
                           "microseconds, duration or time_point, not '" +
                               R.Sleeps->Unit + "'");
    Api.Sleeps = Sleep{R.Sleeps->Arg, *Unit};
    return Error::success();
  }

  Error setCounterparts(const RawFunction &R, BlockingApi &Api) const {
    for (const auto &[Framework, Raw] : R.Counterparts) {
      StringRef Rest = Raw.Await;
      while (!(Rest = Rest.substr(Rest.find('{'))).empty()) {
        StringRef Slot = Rest.take_front(Rest.find('}') + 1);
        if (!is_contained({"{object}", "{on}", "{args}"}, Slot))
          return error(R.Line, "a 'counterpart' can have {object}, {on} and "
                               "{args}, not '" +
                                   (Slot.empty() ? Rest : Slot) + "'");
        Rest = Rest.drop_front(Slot.size());
      }
      Api.Counterparts[Framework] = {Raw.Await, Raw.Includes};
    }
    return Error::success();
  }

  Expected<Kind> kind(StringRef Name, unsigned Line) const {
    if (std::optional<Kind> K = kindFromString(Name))
      return *K;
    StringRef Hint = nearestName(Name, kindNames());
    return error(Line, "unknown kind '" + Name + "'; " +
                           (Hint.empty()
                                ? "expected one of " + join(kindNames(), ", ")
                                : "did you mean '" + Hint.str() + "'?"));
  }

  Error addFunction(const RawFunction &R, ModelFile &File) const {
    BlockingApi Api;
    Expected<Kind> K = kind(R.KindName, R.Line);
    if (!K)
      return K.takeError();
    Api.Blocks = *K;
    if (!R.Offload.empty() && R.Offload != "safe" && R.Offload != "unsafe")
      return error(R.Line,
                   "'offload' can be safe or unsafe, not '" + R.Offload + "'");
    Api.OffloadSafe = R.Offload != "unsafe";
    if (Error E = setArgs(R, Api))
      return E;
    if (Error E = setSleep(R, Api))
      return E;
    if (Error E = setCounterparts(R, Api))
      return E;
    if (Error E = addConditions(R.When, Api.When))
      return E;
    if (Error E = addConditions(R.Unless, Api.Unless))
      return E;
    Api.Params = allSpellings(R.Params);
    Api.CLinkage = Raw.Linkage == "c";
    Api.SyncWait = R.SyncWait;
    Api.Instead = R.Instead;
    Api.Descriptor = R.Descriptor;
    Api.AsyncName = R.Async;
    Api.WaitsOnResultOf = allSpellings(R.WaitsOnResultOf);
    Api.Source = R.Source;
    for (const RawName &Name : R.Names)
      for (std::string &Spelling : spellings(Name.Text)) {
        Api.Name = std::move(Spelling);
        Api.From = {FileName.str(), Name.Line};
        File.Apis.push_back(Api);
      }
    return Error::success();
  }

  Error addLock(const RawLock &R, ModelFile &File) const {
    static const std::pair<StringRef, LockRole> Roles[] = {
        {"mutex", LockRole::Mutex},
        {"guard", LockRole::Guard},
        {"wrapper", LockRole::Wrapper}};
    const auto *Role =
        find_if(Roles, [&](auto &Of) { return Of.first == R.Is; });
    if (Role == std::end(Roles))
      return error(R.Line,
                   "'is' can be mutex, guard or wrapper, not '" + R.Is + "'");
    LockType Type;
    Type.Is = Role->second;
    for (const auto &[Act, Names] : {std::pair(LockAct::Lock, &R.Lock),
                                     std::pair(LockAct::TryLock, &R.TryLock),
                                     std::pair(LockAct::Unlock, &R.Unlock),
                                     std::pair(LockAct::Release, &R.Release),
                                     std::pair(LockAct::Held, &R.Held),
                                     std::pair(LockAct::Mutex, &R.Mutex),
                                     std::pair(LockAct::Swap, &R.Swap),
                                     std::pair(LockAct::Access, &R.Access)})
      for (const std::string &Name : *Names)
        Type.Members.emplace_back(Act, Name);
    Type.Defer = allSpellings(R.Defer);
    Type.Try = allSpellings(R.Try);
    Type.Adopt = allSpellings(R.Adopt);
    Type.Source = R.Source;
    for (const RawName &Name : R.Types)
      for (std::string &Spelling : spellings(Name.Text)) {
        Type.Name = std::move(Spelling);
        Type.From = {FileName.str(), Name.Line};
        File.LockTypes.push_back(Type);
      }
    return Error::success();
  }

  Error addLockFunction(const RawLockFunction &R, ModelFile &File) const {
    LockFunction F;
    if (R.Does == "lock")
      F.Does = LockAct::Lock;
    else if (R.Does == "try_lock")
      F.Does = LockAct::TryLock;
    else if (R.Does == "unlock")
      F.Does = LockAct::Unlock;
    else if (R.Does == "swap")
      F.Does = LockAct::Swap;
    else if (R.Does == "make_guard")
      F.Does = LockAct::MakeGuard;
    else
      return error(
          R.Line,
          "'does' can be lock, try_lock, unlock, swap or make_guard, not '" +
              R.Does + "'");
    if (R.Args != "all") {
      F.Arg.emplace();
      if (StringRef(R.Args).getAsInteger(10, *F.Arg))
        return error(R.Line, "'args' is a position from 0 or 'all', not '" +
                                 R.Args + "'");
    }
    if (!R.Success.empty()) {
      F.Success.emplace();
      if (StringRef(R.Success).getAsInteger(10, *F.Success))
        return error(R.Line, "'success' is a number, not '" + R.Success + "'");
    }
    F.CLinkage = Raw.Linkage == "c";
    F.Source = R.Source;
    for (const RawName &Name : R.Names)
      for (std::string &Spelling : spellings(Name.Text)) {
        F.Name = std::move(Spelling);
        F.From = {FileName.str(), Name.Line};
        File.LockFunctions.push_back(F);
      }
    return Error::success();
  }

  /// One entry per namespace that the framework stands for.
  Error addFramework(const RawFramework &R, ModelFile &File) const {
    addNames(Role::SynchronousType, R.Synchronous, File, R.Name);
    addNames(Role::Combinator, R.Combinators, File, R.Name);
    addNames(Role::Spawn, R.Spawns, File, R.Name);
    addNames(Role::AsyncMutex, R.AsyncMutexes, File, R.Name);
    std::map<Kind, std::string> Instead;
    for (const auto &[KindName, Text] : R.Instead) {
      Expected<Kind> K = kind(KindName, R.Line);
      if (!K)
        return K.takeError();
      Instead[*K] = Text;
    }
    std::map<std::string, FrameworkEntry> ByNamespace;
    for (const RawTask &T : R.Tasks) {
      if (T.Start != "lazy" && T.Start != "eager")
        return error(T.Line,
                     "'start' can be lazy or eager, not '" + T.Start + "'");
      for (const std::string &Name : spellings(T.Type)) {
        std::string Namespace = StringRef(Name).rsplit("::").first.str();
        ByNamespace[Namespace].Tasks.push_back({Name,
                                                T.Start == "lazy",
                                                T.Awaitable,
                                                nullptr,
                                                {FileName.str(), T.Line}});
      }
    }
    for (auto &[Namespace, Entry] : ByNamespace) {
      auto Fill = [&, &Namespace = Namespace](StringRef Template) {
        std::string Result = Template.str();
        for (auto [Key, Value] :
             {std::pair<StringRef, std::string>{"{ns}", Namespace},
              {"{parent}", parentOf(Namespace)},
              {"{path}", joined(Namespace, "/")},
              {"{id}", joined(Namespace, "_")}})
          for (size_t At; (At = Result.find(Key)) != std::string::npos;)
            Result.replace(At, Key.size(), Value);
        return Result;
      };
      auto FillAll = [&](const Strings &Templates) {
        Strings Filled;
        for (const std::string &Template : Templates)
          Filled.push_back(Fill(Template));
        return Filled;
      };
      Framework &F = Entry.Description;
      F.Name = R.Name;
      F.Namespace = Namespace;
      F.HasExecutor = R.Executor;
      F.AwaitsByValue = R.AwaitsByValue;
      F.OffloadInclude =
          R.Include.empty() ? "<corolint/offload.hpp>" : Fill(R.Include);
      F.TimerFor = Fill(R.Timer.For);
      F.TimerUntil = Fill(R.Timer.Until);
      F.TimerIncludes = FillAll(R.Timer.Includes);
      F.TimerHangsBelowZero = R.Timer.HangsBelowZero;
      if (Error E = setTimerResolution(R, F))
        return E;
      F.Token = Fill(R.Token);
      F.TokenOf = FillAll(R.TokenOf);
      F.TokenIncludes = FillAll(R.TokenIncludes);
      F.Redirect = Fill(R.Redirect);
      F.RedirectIncludes = FillAll(R.RedirectIncludes);
      F.Combinator = combinatorIn(Namespace, R);
      F.AwaitedElsewhere = Fill(R.AwaitedElsewhere);
      for (const auto &[Type, Header] : R.AwaitHeaders)
        for (const std::string &Name : spellings(Type))
          F.AwaitHeaders[Name] = Fill(Header);
      if (!R.AsyncMutexes.empty())
        F.AsyncMutex = R.AsyncMutexes.front().Text;
      for (const auto &[K, Text] : Instead)
        F.Instead[K] = Fill(Text);
      F.From = {FileName.str(), R.Line};
      File.Frameworks.push_back(std::move(Entry));
    }
    return Error::success();
  }

  Error setTimerResolution(const RawFramework &R, Framework &F) const {
    if (R.Timer.Resolution.empty())
      return Error::success();
    std::optional<SleepUnit> Unit = sleepUnitFromString(R.Timer.Resolution);
    if (!Unit || *Unit >= SleepUnit::Duration)
      return error(R.Line, "'resolution' can be seconds, milliseconds or "
                           "microseconds, not '" +
                               R.Timer.Resolution + "'");
    F.TimerResolution = *Unit;
    return Error::success();
  }

  /// The first combinator of \p R, as it is called beside \p Namespace.
  std::string combinatorIn(StringRef Namespace, const RawFramework &R) const {
    if (R.Combinators.empty())
      return "";
    Strings Names = spellings(R.Combinators.front().Text);
    auto Beside = [&](StringRef Name) {
      return Name.split("::").first == Namespace.split("::").first;
    };
    auto Found = find_if(Names, Beside);
    return Found == Names.end() ? Names.front() : *Found;
  }

  /// The namespace around \p Namespace, or empty.
  static std::string parentOf(StringRef Namespace) {
    return Namespace.contains("::") ? Namespace.rsplit("::").first.str() : "";
  }

  static std::string joined(StringRef Namespace, StringRef Separator) {
    SmallVector<StringRef> Parts;
    Namespace.split(Parts, "::");
    return join(Parts, Separator);
  }

  const RawFile &Raw;
  StringRef FileName;
};

} // namespace

Expected<ModelFile> parseModelFile(StringRef Text, StringRef FileName) {
  RawFile Raw;
  if (Error E = readYaml(Text, FileName, Raw))
    return E;
  return Expander(Raw, FileName).expand();
}

Expected<ProjectFile> parseProjectFile(StringRef Text, StringRef FileName) {
  RawProject Raw;
  if (Error E = readYaml(Text, FileName, Raw))
    return E;
  ProjectFile Project;
  for (const RawName &Library : Raw.Libraries) {
    if (Error E = checkGlob(Library.Text, Library.Line, "libraries", FileName))
      return E;
    Project.Libraries.push_back(Library.Text);
  }
  for (const RawFile &R : Raw.Model) {
    Expected<ModelFile> File = Expander(R, FileName).expand();
    if (!File)
      return File.takeError();
    Project.Model.push_back(std::move(*File));
  }
  return Project;
}

} // namespace corolint::model
