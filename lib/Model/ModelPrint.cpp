// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The merged model as text: what ModelYaml.h reads, one entry per line.
#include "Model/Model.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/YAMLParser.h"

using namespace llvm;

namespace corolint::model {
namespace {

std::string scalar(StringRef Text) {
  bool Plain = !Text.empty() && (isAlnum(Text.front()) || Text[0] == '_') &&
               !Text.ends_with(":") && Text != "null" && Text != "true" &&
               Text != "false" && all_of(Text, [](char C) {
                 return isAlnum(C) || StringRef("_:~*<>=()./+-").contains(C);
               });
  return Plain ? Text.str() : "\"" + yaml::escape(Text) + "\"";
}

/// The entries of \p Map in the order of their names.
template <typename T>
std::map<StringRef, const T *> sorted(const StringMap<T> &Map) {
  std::map<StringRef, const T *> Sorted;
  for (const auto &Entry : Map)
    Sorted[Entry.first()] = &Entry.second;
  return Sorted;
}

template <typename Range> std::string list(const Range &Items) {
  return "[" +
         join(map_range(Items,
                        [](const std::string &Item) { return scalar(Item); }),
              ", ") +
         "]";
}

/// `{key: value, …}`, without the keys whose value is empty.
class Mapping {
public:
  void add(StringRef Key, std::string Value) {
    if (!Value.empty())
      Text += (Text.empty() ? "" : ", ") + Key.str() + ": " + Value;
  }
  void addText(StringRef Key, StringRef Value) {
    if (!Value.empty())
      add(Key, scalar(Value));
  }
  template <typename Range> void addList(StringRef Key, const Range &Items) {
    if (!Items.empty())
      add(Key, list(Items));
  }
  bool empty() const { return Text.empty(); }
  std::string str() const { return "{" + Text + "}"; }

private:
  std::string Text;
};

} // namespace

std::string toString(const Condition &C) {
  static const std::pair<Condition::Test, StringRef> Words[] = {
      {Condition::Zero, "zero"},
      {Condition::Null, "null"},
      {Condition::NotNull, "not-null"},
      {Condition::Negative, "negative"},
      {Condition::DefaultConstructed, "default-constructed"},
      {Condition::StandardOutput, "standard-output"},
      {Condition::StandardInput, "standard-input"}};
  Mapping M;
  if (C.What != Condition::Mentions)
    M.add("arg", C.Arg == ThisArg ? "this" : std::to_string(C.Arg));
  M.addText("field", C.Field);
  for (const auto &[Test, Word] : Words)
    if (C.What == Test)
      M.add("is", Word.str());
  std::vector<std::string> Values;
  for (int64_t Value : C.Values)
    Values.push_back(std::to_string(Value));
  M.addList(C.What == Condition::HasFlag ? "has" : "equals", Values);
  M.addList(C.What == Condition::IsType  ? "type"
            : C.What == Condition::After ? "after"
                                         : "mentions",
            C.Names);
  return M.str();
}

namespace {

std::string conditions(ArrayRef<Condition> All) {
  return All.empty() ? ""
                     : "[" +
                           join(map_range(All,
                                          [](const Condition &C) {
                                            return toString(C);
                                          }),
                                ", ") +
                           "]";
}

std::string mapping(const std::map<std::string, std::string> &Texts) {
  Mapping M;
  for (const auto &[Key, Text] : Texts)
    M.addText(scalar(Key), Text);
  return M.empty() ? "" : M.str();
}

std::string function(const BlockingApi &Api) {
  Mapping M;
  M.add("names", "[" + scalar(Api.Name) + "]");
  M.add("kind", toString(Api.Blocks).str());
  if (Api.MinArgs > 0 || Api.MaxArgs)
    M.add("args",
          "\"" + std::to_string(Api.MinArgs) + (Api.MaxArgs ? "\"" : "+\""));
  M.addList("params", Api.Params);
  M.add("when", conditions(Api.When));
  M.add("unless", conditions(Api.Unless));
  if (Api.Descriptor)
    M.add("descriptor", std::to_string(*Api.Descriptor));
  if (Api.Sleeps)
    M.add("sleep", "{arg: " + std::to_string(Api.Sleeps->Arg) +
                       ", unit: " + toString(Api.Sleeps->Unit).str() + "}");
  M.addText("async", Api.AsyncName);
  Mapping Counterparts;
  for (const auto &[Framework, C] : Api.Counterparts) {
    Mapping Of;
    Of.addText("await", C.Await);
    Of.addList("includes", C.Includes);
    Counterparts.add(scalar(Framework), Of.str());
  }
  if (!Counterparts.empty())
    M.add("counterpart", Counterparts.str());
  M.add("instead", mapping(Api.Instead));
  M.add("sync_wait", Api.SyncWait ? "true" : "");
  M.add("offload", Api.OffloadSafe ? "" : "unsafe");
  M.addList("waits_on_result_of", Api.WaitsOnResultOf);
  M.addText("source", Api.Source);
  return M.str();
}

std::string framework(const Framework &F, ArrayRef<const TaskType *> Tasks) {
  Mapping M;
  M.addText("name", F.Name);
  std::vector<std::string> Types;
  for (const TaskType *Task : Tasks)
    Types.push_back("{type: " + scalar(Task->Name) +
                    ", start: " + (Task->Lazy ? "lazy" : "eager") +
                    (Task->Awaitable ? "}" : ", awaitable: false}"));
  if (!Types.empty())
    M.add("tasks", "[" + join(Types, ", ") + "]");
  M.add("executor", F.HasExecutor ? "true" : "");
  M.add("awaits_by_value", F.AwaitsByValue ? "true" : "");
  M.addText("include", F.OffloadInclude);
  if (!F.TimerFor.empty()) {
    Mapping Timer;
    Timer.addText("for", F.TimerFor);
    Timer.addText("until", F.TimerUntil);
    if (F.TimerResolution != SleepUnit::Duration)
      Timer.add("resolution", toString(F.TimerResolution).str());
    Timer.add("hangs_below_zero", F.TimerHangsBelowZero ? "true" : "");
    Timer.addList("includes", F.TimerIncludes);
    M.add("timer", Timer.str());
  }
  M.addText("token", F.Token);
  M.addList("token_of", F.TokenOf);
  M.addList("token_includes", F.TokenIncludes);
  M.addText("redirect", F.Redirect);
  M.addList("redirect_includes", F.RedirectIncludes);
  M.addText("awaited_elsewhere", F.AwaitedElsewhere);
  M.add("await_headers", mapping(F.AwaitHeaders));
  std::map<std::string, std::string> ByKind;
  for (const auto &[K, Text] : F.Instead)
    ByKind[toString(K).str()] = Text;
  M.add("instead", mapping(ByKind));
  return M.str();
}

std::string lock(const LockType &Type) {
  static const StringRef Roles[] = {"mutex", "guard", "wrapper"};
  Mapping M;
  M.add("types", "[" + scalar(Type.Name) + "]");
  M.add("is", Roles[static_cast<size_t>(Type.Is)].str());
  std::map<LockAct, std::vector<std::string>> ByAct;
  for (const auto &[Act, Name] : Type.Members)
    ByAct[Act].push_back(Name);
  for (const auto &[Act, Names] : ByAct)
    M.addList(toString(Act), Names);
  M.addList("defer", Type.Defer);
  M.addList("try", Type.Try);
  M.addList("adopt", Type.Adopt);
  M.addText("source", Type.Source);
  return M.str();
}

std::string onLocks(const LockFunction &F) {
  Mapping M;
  M.add("names", "[" + scalar(F.Name) + "]");
  M.add("does", toString(F.Does).str());
  M.add("args", F.Arg ? std::to_string(*F.Arg) : "all");
  if (F.Success)
    M.add("success", std::to_string(*F.Success));
  M.addText("source", F.Source);
  return M.str();
}

void line(raw_ostream &Out, const std::string &Entry, const Origin &From) {
  Out << "      - " << Entry << "  # " << From.File << ":" << From.Line << "\n";
}

} // namespace

void Model::print(raw_ostream &Out) const {
  std::map<StringRef, const std::vector<const BlockingApi *> *> Sorted;
  for (const auto &Entry : ApisByName)
    Sorted[Entry.first()] = &Entry.second;
  Out << "model:\n";
  for (bool CLinkage : {true, false}) {
    Out << (CLinkage ? "  - library: functions with C linkage\n"
                       "    linkage: c\n"
                     : "  - library: C++\n")
        << "    functions:\n";
    for (const auto &[Name, Entries] : Sorted)
      for (const BlockingApi *Api : *Entries)
        if (Api->CLinkage == CLinkage)
          line(Out, function(*Api), Api->From);
    Out << "    lock_functions:\n";
    for (const auto &[Name, F] : sorted(LockFunctions))
      if (F->CLinkage == CLinkage)
        line(Out, onLocks(*F), F->From);
  }
  Out << "    locks:\n";
  for (const auto &[Name, Type] : sorted(LockTypes))
    line(Out, lock(*Type), Type->From);
  Out << "    frameworks:\n";
  for (const Framework &F : Frameworks) {
    std::map<StringRef, const TaskType *> Of;
    for (const auto &Entry : Tasks)
      if (Entry.second.Of == &F)
        Of[Entry.first()] = &Entry.second;
    line(Out, framework(F, to_vector(make_second_range(Of))), F.From);
  }
  for (bool WithFramework : {true, false})
    for (size_t I = 0; I < RoleCount; ++I) {
      Role R = static_cast<Role>(I);
      if (isGivenByFramework(R) != WithFramework || Names[I].empty())
        continue;
      if (!WithFramework)
        Out << "    " << toString(R) << ":\n";
      std::map<StringRef, const Listing *> InOrder;
      for (const auto &Entry : Names[I])
        InOrder[Entry.first()] = &Entry.second;
      for (const auto &[Name, As] : InOrder)
        line(Out,
             WithFramework ? "{name: " + scalar(As->Framework) + ", " +
                                 toString(R).str() + ": [" + scalar(Name) + "]}"
                           : scalar(Name),
             As->From);
    }
}

} // namespace corolint::model
