// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Profile/Stalls.h"
#include "Profile/Symbolize.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint::profile {
namespace {

using recording::EntryKind;

/// What a stack has to do with the loop that its turn is of.
enum class Relation {
  Inside,  ///< The loop has called it.
  Perhaps, ///< Or the function that has the loop in it goes on behind it.
  Outside, ///< Whoever has called the loop does something else.
  Idle,    ///< The loop waits for work, in another way.
};

class Builder {
public:
  Builder(Profile &To, const model::Model &M, uint64_t Started)
      : To(To), M(M), Started(Started), Symbols(To) {}

  void add(const RawProcess &P);
  void finish();

private:
  /// Of one thread, between the entries of two turns.
  struct Current {
    unsigned Thread = 0;
    std::vector<uint64_t> Loop; ///< The frames of its wait.
    unsigned LoopStack = 0;     ///< The same as it was recorded.
    bool Said = false; ///< The program says that it waits there for events.
    std::vector<RawEntry> Causes;
  };

  void process(const RawProcess &P);
  Current &thread(const RawProcess &P, const RawEntry &E);
  void turn(const RawProcess &P, Current &T, const RawEntry &E,
            bool Unfinished);
  void segment(const RawProcess &P, const Current &T, const RawEntry &Turn,
               ArrayRef<RawEntry> Causes, uint64_t Begin, uint64_t End,
               bool Unfinished);
  void lastCauses(const RawProcess &P, Current &T);
  Cause cause(const RawProcess &P, const RawEntry &E);
  Relation relation(const RawProcess &P, const Current &T, const RawEntry &E);
  bool isRuntimes(const Frame &F) const;
  StringRef runner(ArrayRef<uint64_t> Stack, StringRef Wanted = "") const;
  std::vector<uint64_t> frames(const RawProcess &P, unsigned Stack,
                               unsigned Modules);
  std::vector<uint64_t> frames(const RawProcess &P, const RawEntry &E) {
    return frames(P, E.Stack, E.Modules);
  }
  uint64_t stackId(std::vector<uint64_t> Frames);
  StringRef kindOf(StringRef Call);

  Profile &To;
  const model::Model &M;
  uint64_t Started;
  Symbolizer Symbols;
  std::map<std::vector<uint64_t>, uint64_t> StackIds;
  std::map<uint32_t, Current> Threads; ///< Of the process, by their number.
  std::set<std::pair<std::string, uint64_t>> Called; ///< With their stacks.
  bool Deaf = false;
};

} // namespace

std::vector<uint64_t> Builder::frames(const RawProcess &P, unsigned Stack,
                                      unsigned Modules) {
  std::vector<uint64_t> Result;
  for (uint64_t Address : P.Stacks[Stack])
    append_range(Result, Symbols.frames(P, Address, Modules));
  return Result;
}

uint64_t Builder::stackId(std::vector<uint64_t> Frames) {
  auto [It, New] = StackIds.try_emplace(Frames, To.Stacks.size());
  if (New)
    To.Stacks.push_back(std::move(Frames));
  return It->second;
}

StringRef Builder::kindOf(StringRef Call) {
  // Entries with conditions on arguments come first.
  auto Apis = M.blockingApis(Call);
  return toString(Apis.empty() ? model::Kind::Wait : Apis.back()->Blocks);
}

Cause Builder::cause(const RawProcess &P, const RawEntry &E) {
  Cause Result;
  if (E.Kind == EntryKind::Wait && E.Call < P.Calls.size())
    Result.Call = P.Calls[E.Call];
  Result.Kind = Result.Call.empty() ? "cpu" : kindOf(Result.Call).str();
  Result.Duration = E.Duration;
  Result.Stack = stackId(frames(P, E));
  return Result;
}

/// What starts threads and calls functions, not what the program does.
bool Builder::isRuntimes(const Frame &F) const {
  StringRef File = sys::path::filename(F.Module);
  return File.starts_with("libc.so") || File.starts_with("libstdc++.so") ||
         File.starts_with("ld-linux") || F.Function == "_start" ||
         StringRef(F.Function).starts_with("std::");
}

/// Of the outermost function on the stack that runs an event loop: what it is a
/// member of, or its name. With \p Wanted, only such a one counts.
StringRef Builder::runner(ArrayRef<uint64_t> Stack, StringRef Wanted) const {
  for (uint64_t Id : reverse(Stack)) {
    StringRef Function = To.Frames[Id].Function;
    auto [Scope, Name] = Function.rsplit("::");
    if ((Wanted.empty() || Wanted == Scope) &&
        any_of(M.blockingApis(Function),
               [](const model::BlockingApi *Api) { return Api->SyncWait; }))
      return Scope;
  }
  return "";
}

Relation Builder::relation(const RawProcess &P, const Current &T,
                           const RawEntry &E) {
  std::vector<uint64_t> Stack = frames(P, E);
  // A loop that a coroutine drives isn't the one that it runs in.
  if (any_of(Stack,
             [&](uint64_t Id) {
               return M.has(model::Role::IdleWait, To.Frames[Id].Function);
             }) &&
      none_of(Stack, [&](uint64_t Id) { return To.Frames[Id].Coroutine; }))
    return Relation::Idle;
  // Then what comes up to the next one is a turn.
  if (T.Said)
    return Relation::Perhaps;
  // The model may know the function that runs the loop: what nobody of its
  // kind has called comes behind it.
  size_t Depth = P.Stacks[E.Stack].size();
  bool IsWhole = Depth > 1 && Depth < recording::MaxFrames;
  StringRef Runner = runner(T.Loop);
  if (IsWhole && !Runner.empty() && runner(Stack, Runner).empty())
    return Relation::Outside;
  // From the outermost frame on both go through the same functions, up to the
  // one that has called the wait of the loop in one case and this in the other.
  size_t Same = 0, Programs = 0;
  const Frame *Outermost = nullptr, *OfLoop = nullptr; // Of the program's own.
  while (Same < Stack.size() && Same < T.Loop.size()) {
    const Frame &Here = To.Frames[Stack[Stack.size() - 1 - Same]];
    const Frame &There = To.Frames[T.Loop[T.Loop.size() - 1 - Same]];
    if (Here.Function != There.Function || Here.Module != There.Module)
      break;
    ++Same;
    if (isRuntimes(Here) || Programs++)
      continue;
    Outermost = &Here;
    OfLoop = &There;
  }
  // Only a function that nobody has called can have the loop behind it: "main".
  if (Programs != 1 || Outermost->Line == OfLoop->Line)
    return Relation::Inside;
  return T.Loop.size() == Same ? Relation::Perhaps : Relation::Outside;
}

Builder::Current &Builder::thread(const RawProcess &P, const RawEntry &E) {
  auto [It, New] = Threads.try_emplace(E.Tid);
  if (New) {
    It->second.Thread = To.Threads.size();
    LoopThread T;
    T.Process = To.Processes.size() - 1;
    T.Tid = E.Tid;
    if (auto Known = P.Threads.find(E.Tid); Known != P.Threads.end())
      T.Name = Known->second.Name;
    To.Threads.push_back(std::move(T));
  }
  return It->second;
}

void Builder::segment(const RawProcess &P, const Current &T,
                      const RawEntry &Turn, ArrayRef<RawEntry> Causes,
                      uint64_t Begin, uint64_t End, bool Unfinished) {
  if (End < Begin + To.Threshold)
    return;
  Stall S;
  S.Thread = T.Thread;
  S.At = Begin - std::min(Begin, Started);
  S.Duration = End - Begin;
  S.Unfinished = Unfinished;
  uint64_t Told = 0;
  bool Only = Begin == Turn.Begin && End == Turn.Begin + Turn.Duration;
  std::vector<Cause> Samples;
  for (const RawEntry &E : Causes) {
    // Times are exact to some microseconds only: the middle decides.
    if (uint64_t Middle = E.Begin + E.Duration / 2;
        !Only && (Middle < Begin || Middle > End))
      continue;
    if (E.Kind == EntryKind::Sample) {
      Samples.push_back(cause(P, E));
      continue;
    }
    S.Causes.push_back(cause(P, E));
    Told += E.Duration;
  }
  // Short waits are only known for a turn as a whole.
  bool Whole = Only && Turn.Kind == EntryKind::Turn;
  S.Waited = std::min(Whole ? std::max(Turn.Waited, Told) : Told, S.Duration);
  uint64_t Computed = S.Duration - S.Waited;
  for (Cause &C : Samples)
    C.Duration = Computed / Samples.size();
  bool ComputedLong = Computed * 10 >= S.Duration;
  if (Samples.empty() && ComputedLong)
    S.Causes.push_back({"", "cpu", Computed, stackId({})});
  // Samples are taken whenever a turn lasts: they tell something if it is not
  // the waits that it lasts for.
  if (ComputedLong)
    append_range(S.Causes, Samples);
  if (uint64_t Short = S.Waited - std::min(Told, S.Waited);
      Short * 10 >= S.Duration)
    S.Causes.push_back({"", "wait", Short, stackId({})});
  To.Stalls.push_back(std::move(S));
}

void Builder::turn(const RawProcess &P, Current &T, const RawEntry &E,
                   bool Unfinished) {
  std::vector<RawEntry> Causes;
  uint64_t Begin = E.Begin, End = E.Begin + E.Duration;
  std::vector<std::pair<uint64_t, uint64_t>> Idle;
  bool Outside = false;
  for (const RawEntry &C : T.Causes) {
    if (C.Turn != E.Turn)
      continue;
    switch (relation(P, T, C)) {
    case Relation::Idle:
      Idle.emplace_back(C.Begin, C.Begin + C.Duration);
      continue;
    case Relation::Outside:
      Outside = true;
      break;
    default:
      break;
    }
    Causes.push_back(C);
  }
  T.Causes.clear();
  // The loop was left: what came then is no turn. Unless it only looks so, as
  // who has called it goes round in a loop.
  if (Outside && E.Stack != T.LoopStack)
    return;
  for (auto [From, Until] : Idle) {
    segment(P, T, E, Causes, Begin, From, /*Unfinished=*/false);
    Begin = Until;
  }
  segment(P, T, E, Causes, Begin, End, Unfinished);
}

/// The process, or its thread, has ended in a turn because it wanted to: the
/// turn may as well be the end of the program, so only waits that the loop has
/// surely called are stalls.
void Builder::lastCauses(const RawProcess &P, Current &T) {
  for (const RawEntry &C : T.Causes)
    if (C.Kind == EntryKind::Wait && relation(P, T, C) == Relation::Inside)
      segment(P, T, C, C, C.Begin, C.Begin + C.Duration, /*Unfinished=*/false);
  T.Causes.clear();
}

void Builder::process(const RawProcess &P) {
  for (const RawEntry &E : P.Entries) {
    Current &T = thread(P, E);
    switch (E.Kind) {
    case EntryKind::Loop:
      T.Loop = frames(P, E);
      T.LoopStack = E.Stack;
      if (E.Call < P.Calls.size())
        To.Threads[T.Thread].WaitsIn = P.Calls[E.Call];
      T.Said = To.Threads[T.Thread].WaitsIn == "loop_wait";
      break;
    case EntryKind::Wait:
    case EntryKind::Sample:
      T.Causes.push_back(E);
      break;
    case EntryKind::Turn:
      turn(P, T, E, /*Unfinished=*/false);
      break;
    case EntryKind::Thread:
      lastCauses(P, T);
      To.Threads[T.Thread].Turns = E.Turn;
      Threads.erase(E.Tid);
      break;
    case EntryKind::Call: // Is in P.Called.
      break;
    }
    if (auto At = Threads.find(E.Tid); At != Threads.end())
      To.Threads[At->second.Thread].Turns = E.Turn;
  }
  for (const RawEntry &E : P.Unfinished) {
    Current &T = thread(P, E);
    if (E.Kind != EntryKind::Turn)
      T.Causes.push_back(E);
    else if (P.Ended == "killed")
      turn(P, T, E, /*Unfinished=*/true);
  }
  for (auto &[Tid, T] : Threads) {
    lastCauses(P, T);
    if (auto Known = P.Threads.find(Tid); Known != P.Threads.end())
      To.Threads[T.Thread].Turns = Known->second.Turns;
  }
  Threads.clear();
}

void Builder::add(const RawProcess &P) {
  To.Processes.push_back({P.Pid, P.Executable, P.Ended});
  To.Dropped += P.Dropped;
  Deaf |= P.Deaf;
  process(P);
  for (const RawCall &C : P.Called)
    if (C.Call < P.Calls.size())
      Called.emplace(P.Calls[C.Call], stackId(frames(P, C.Stack, C.Modules)));
  std::string Which = "process " + std::to_string(P.Pid);
  if (P.ThreadsLeftOut)
    To.Notes.push_back(Which + " has more than " +
                       std::to_string(recording::MaxThreads) +
                       " event loops; the others are left out");
  if (P.ModulesLeftOut)
    To.Notes.push_back(Which + " has loaded more than " +
                       std::to_string(recording::MaxModules) +
                       " libraries; functions of the others have no names");
  if (P.CallsLeftOut)
    To.Notes.push_back(Which + " calls what may block at so many places that "
                               "not all that were reached are known");
}

void Builder::finish() {
  for (const auto &[Function, Stack] : Called)
    To.Calls.push_back({Function, Stack});
  sort(To.Stalls, [](const Stall &A, const Stall &B) {
    return std::tie(A.At, A.Thread) < std::tie(B.At, B.Thread);
  });
  for (const std::string &Module : Symbols.withoutLines())
    if (!StringRef(Module).starts_with("/lib") &&
        !StringRef(Module).starts_with("/usr/lib"))
      To.Notes.push_back(Module + " has no debug information (-g): its frames "
                                  "have no lines, and no finding is matched");
  if (To.Dropped)
    To.Notes.push_back(std::to_string(To.Dropped) +
                       " entries were dropped: there was no room for them");
  if (Deaf)
    To.Notes.push_back("where a thread was computing is not known everywhere: "
                       "it doesn't take the signal that samples it");
  if (To.Processes.empty())
    To.Notes.push_back("no event loop was seen: no thread has waited in "
                       "epoll_wait, poll, select or io_uring_enter");
}

Profile makeProfile(const LaunchOptions &Opts, const LaunchResult &Run,
                    const model::Model &M) {
  Profile P;
  P.Command = Opts.Command;
  P.Threshold = Opts.Threshold;
  P.Seconds = Run.Seconds;
  Builder B(P, M, Run.Started);
  for (const RawProcess &Raw : Run.Processes)
    B.add(Raw);
  B.finish();
  return P;
}

} // namespace corolint::profile
