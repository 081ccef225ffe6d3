// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Profile/Collect.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace llvm;

namespace corolint::profile {

using namespace recording;

/// Of one process; what is more is dropped and counted.
static constexpr size_t MaxEntries = 500'000;
static constexpr size_t MaxCalled = 20'000;

static const bool EvenCounter = hasEvenCounter();

static std::string readLink(const std::string &Link) {
  char Target[512];
  ssize_t Length = readlink(Link.c_str(), Target, sizeof Target);
  return Length > 0 ? std::string(Target, Length) : "";
}

/// A text that another process wrote.
template <size_t N> static std::string text(const char (&Bytes)[N]) {
  return std::string(Bytes, strnlen(Bytes, N));
}

struct Collector::Source {
  Recording *Shared = nullptr;
  int Process = -1; ///< A descriptor of it.
  bool Foreign = false;
  uint64_t Next = 0; ///< The entry to read.
  RawProcess Raw;
  std::map<std::vector<uint64_t>, unsigned> StackIds;

  ~Source() {
    if (Shared)
      munmap(Shared, sizeof(Recording));
    if (Process >= 0)
      close(Process);
  }

  MutableArrayRef<recording::Thread> threads() {
    return {Shared->Threads,
            std::min(Shared->ThreadSlots.load(), uint32_t(MaxThreads))};
  }

  bool hasEnded() const {
    if (Process < 0)
      return true;
    pollfd Fd{Process, POLLIN, 0};
    return ::poll(&Fd, 1, 0) == 1;
  }

  unsigned stackId(const Stack &S) {
    std::vector<uint64_t> Frames(S.Frames,
                                 S.Frames + std::min(S.Depth, MaxFrames));
    auto [It, New] = StackIds.try_emplace(std::move(Frames), Raw.Stacks.size());
    if (New)
      Raw.Stacks.push_back(It->first);
    return It->second;
  }

  void readModules() {
    uint32_t Count = std::min<uint32_t>(
        Shared->ModuleCount.load(std::memory_order_acquire), MaxModules);
    while (Raw.Modules.size() < Count) {
      const Module &M = Shared->Modules[Raw.Modules.size()];
      Raw.Modules.push_back({M.Bias, M.Begin, M.End, text(M.Path)});
    }
  }

  RawEntry rawEntry(const Entry &E) {
    return {E.Kind,  E.Call,     E.Tid,    E.Modules,       E.Turn,
            E.Begin, E.Duration, E.Waited, stackId(E.Where)};
  }
};

Collector::Collector(std::string Folder)
    : Folder(std::move(Folder)), PidNamespace(readLink("/proc/self/ns/pid")) {}

Collector::~Collector() = default;

void Collector::findNew() {
  std::error_code EC;
  std::vector<std::string> Paths;
  for (sys::fs::directory_iterator It(Folder, EC), End; !EC && It != End;
       It.increment(EC))
    if (!Sources.count(It->path()))
      Paths.push_back(It->path());
  // A process that calls exec has several, numbered in their order.
  sort(Paths);
  for (const std::string &Path : Paths) {
    int File = open(Path.c_str(), O_RDWR | O_CLOEXEC);
    struct stat Status;
    void *Memory = MAP_FAILED;
    if (File >= 0 && fstat(File, &Status) == 0 &&
        Status.st_size == sizeof(Recording))
      Memory = mmap(nullptr, sizeof(Recording), PROT_READ | PROT_WRITE,
                    MAP_SHARED, File, 0);
    if (File >= 0)
      close(File);
    if (Memory == MAP_FAILED)
      continue; // Not complete yet.
    auto S = std::make_unique<Source>();
    S->Shared = static_cast<Recording *>(Memory);
    if (!S->Shared->Ready.load(std::memory_order_acquire) ||
        StringRef(S->Shared->Magic, sizeof Magic) !=
            StringRef(Magic, sizeof Magic) ||
        S->Shared->Version != Version)
      continue;
    RawProcess &Raw = S->Raw;
    Raw.Pid = S->Shared->Pid;
    Raw.Executable = text(S->Shared->Executable);
    for (const auto &Name : S->Shared->Calls)
      Raw.Calls.push_back(text(Name));
    S->Foreign = text(S->Shared->PidNamespace) != PidNamespace;
    if (!S->Foreign)
      S->Process =
          static_cast<int>(syscall(SYS_pidfd_open, Raw.Pid, /*flags=*/0));
    // The program that was there before has been replaced.
    for (auto &[Other, Old] : Sources)
      if (Old->Shared && Old->Raw.Pid == Raw.Pid &&
          Old->Shared->Scale.Time <= S->Shared->Scale.Time)
        end(*Old, "executed another program");
    Sources[Path] = std::move(S);
  }
}

void Collector::drain(Source &S) {
  S.readModules();
  uint64_t Begun = S.Shared->Entries.load(std::memory_order_acquire);
  if (Begun > S.Next + RingSize) {
    S.Raw.Dropped += Begun - RingSize - S.Next;
    S.Next = Begun - RingSize;
  }
  for (; S.Next < Begun; ++S.Next) {
    const Entry &E = S.Shared->Ring[S.Next % RingSize];
    uint64_t Stamp = E.Stamp.load(std::memory_order_acquire);
    if (Stamp < S.Next + 1)
      return; // It is being written.
    RawEntry Copy = S.rawEntry(E);
    std::string ThreadName = text(E.ThreadName);
    std::atomic_thread_fence(std::memory_order_acquire);
    bool IsCall = Copy.Kind == EntryKind::Call;
    if (Stamp != S.Next + 1 ||
        E.Stamp.load(std::memory_order_relaxed) != S.Next + 1 ||
        (!IsCall && S.Raw.Entries.size() == MaxEntries)) {
      ++S.Raw.Dropped;
      continue;
    }
    RawThread &T = S.Raw.Threads[Copy.Tid];
    T.Name = ThreadName;
    T.Turns = std::max(T.Turns, Copy.Turn);
    if (!IsCall)
      S.Raw.Entries.push_back(Copy);
    else if (S.Raw.Called.size() < MaxCalled)
      S.Raw.Called.insert({Copy.Call, Copy.Modules, Copy.Stack});
    else
      S.Raw.CallsLeftOut = true;
  }
}

/// It runs or can run, or waits for a page; it doesn't sleep in a call that a
/// signal would interrupt.
static bool computes(uint32_t Pid, uint32_t Tid) {
  auto Status = MemoryBuffer::getFileAsStream("/proc/" + Twine(Pid) + "/task/" +
                                              Twine(Tid) + "/stat");
  if (!Status)
    return false;
  StringRef Behind = (*Status)->getBuffer().rsplit(") ").second;
  return Behind.starts_with("R") || Behind.starts_with("D");
}

void Collector::askForSamples(Source &S) {
  uint32_t Signal = S.Shared->Signal.load();
  if (!Signal || S.Foreign || S.Process < 0) {
    S.Raw.Deaf = true;
    return;
  }
  uint64_t Threshold = S.Shared->Threshold, Ticks = ticks(EvenCounter),
           Time = now();
  for (recording::Thread &T : S.threads()) {
    uint32_t Tid = T.Tid.load(std::memory_order_relaxed);
    uint64_t BeginTicks = T.TurnBegin.load(std::memory_order_relaxed);
    if (!Tid || !BeginTicks || T.Doing.load() != Phase::Computing)
      continue;
    uint64_t Begin = S.Shared->Scale.time(BeginTicks, Ticks, Time);
    if (Time < Begin + Threshold)
      continue;
    if (T.Deaf.load(std::memory_order_relaxed)) {
      S.Raw.Deaf = true;
      continue;
    }
    // The longer it takes, the less each sample tells.
    uint64_t Interval = std::max(Threshold / 2, (Time - Begin) / 50);
    if (T.LastAsked + Interval > Time && T.LastAsked >= Begin)
      continue;
    Phase Computing = Phase::Computing;
    if (S.hasEnded() || !computes(S.Raw.Pid, Tid) ||
        !T.Doing.compare_exchange_strong(Computing, Phase::Asked))
      continue;
    T.LastAsked = Time;
    if (syscall(SYS_tgkill, S.Raw.Pid, Tid, Signal) != 0)
      T.Doing.store(Phase::Computing);
  }
}

void Collector::end(Source &S, const char *How) {
  drain(S);
  RawProcess &Raw = S.Raw;
  Raw.Ended = How;
  Raw.ModulesLeftOut = S.Shared->ModulesLeftOut;
  Raw.ThreadsLeftOut = S.Shared->ThreadsLeftOut;
  Raw.CallsLeftOut |= S.Shared->CallsLeftOut != 0;
  uint64_t Ticks = ticks(EvenCounter), Time = now();
  const TickScale Scale = S.Shared->Scale;
  for (recording::Thread &T : S.threads()) {
    uint32_t Tid = T.Tid;
    if (!Tid)
      continue;
    RawThread &Known = Raw.Threads[Tid];
    Known.Name = text(T.Name);
    Known.Turns = std::max(Known.Turns, T.Turns);
    uint64_t BeginTicks = T.TurnBegin;
    if (!BeginTicks)
      continue;
    uint64_t Begin = Scale.time(BeginTicks, Ticks, Time);
    uint64_t Waited = Time - Scale.time(Ticks - T.Waited, Ticks, Time);
    auto Add = [&](EntryKind Kind, uint32_t Call, uint64_t From, uint64_t For,
                   const Stack &Where) {
      Raw.Unfinished.push_back({Kind, Call, Tid,
                                static_cast<uint32_t>(Raw.Modules.size()),
                                T.Turns, From, For, Waited, S.stackId(Where)});
    };
    for (uint32_t I = 0; I < std::min(T.PendingWaits, WaitsPerThreshold); ++I)
      Add(EntryKind::Wait, T.Pending[I].Call, T.Pending[I].Begin,
          T.Pending[I].Duration, T.Pending[I].Where);
    if (T.Doing == Phase::Waiting) {
      // Only the call itself is known: its stack is taken when it returns.
      Stack Caller;
      Caller.Depth = 1;
      Caller.Frames[0] = T.Caller;
      uint64_t CallBegin = Scale.time(T.CallBegin, Ticks, Time);
      Waited += Time - CallBegin;
      Add(EntryKind::Wait, T.Call, CallBegin, Time - CallBegin, Caller);
    }
    Add(EntryKind::Turn, 0, Begin, Time - Begin, Stack());
  }
  munmap(S.Shared, sizeof(Recording));
  S.Shared = nullptr;
}

void Collector::poll() {
  // Looking for new ones costs more than looking at those that are known.
  if (Polls++ % 4 == 0 || Sources.empty())
    findNew();
  for (auto &[Path, S] : Sources) {
    if (!S->Shared)
      continue;
    bool Ended = !S->Foreign && S->hasEnded();
    if (!Ended) {
      drain(*S);
      askForSamples(*S);
      continue;
    }
    end(*S, S->Shared->Ended == Ending::Exit ? "exited" : "killed");
    sys::fs::remove(Path);
  }
}

bool Collector::isRunning() const {
  for (const auto &[Path, S] : Sources)
    if (S->Shared && !S->Foreign && !S->hasEnded())
      return true;
  return false;
}

std::vector<RawProcess> Collector::finish() {
  Polls = 0;
  poll();
  std::vector<RawProcess> Result;
  for (auto &[Path, S] : Sources) {
    if (S->Shared)
      end(*S, S->Shared->Ended == Ending::Exit ? "exited" : "running");
    Result.push_back(std::move(S->Raw));
  }
  Sources.clear();
  return Result;
}

} // namespace corolint::profile
