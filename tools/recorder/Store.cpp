// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Store.h"
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fnmatch.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

namespace corolint::recorder {

using namespace recording;

HotData Hot;

// What the environment said at the beginning: the program may change it.
static char Folder[512], Threads[128];
static bool ThreadsNamed;

/// The generation of the dynamic linker's list that the recording has.
static unsigned long long ModulesAdded, ModulesRemoved;

static void copyText(char *To, size_t Size, const char *From) {
  size_t Length = strnlen(From, Size - 1);
  memcpy(To, From, Length);
  To[Length] = 0;
}

static void readLink(const char *Link, char *To, size_t Size) {
  ssize_t Length = readlink(Link, To, Size - 1);
  To[Length > 0 ? Length : 0] = 0;
}

/// A new file, mapped; null if there can't be one.
static Recording *mapNewFile() {
  char Path[600];
  int File = -1;
  // A process that calls exec keeps its number.
  for (unsigned Image = 0; File < 0 && Image < 1000; ++Image) {
    snprintf(Path, sizeof Path, "%s/%d.%u", Folder, getpid(), Image);
    File = open(Path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (File < 0 && errno != EEXIST)
      return nullptr;
  }
  if (File < 0)
    return nullptr;
  void *Memory = MAP_FAILED;
  // A hole in the file would be a bus error once the disk is full.
  if (posix_fallocate(File, 0, sizeof(Recording)) == 0)
    Memory = mmap(nullptr, sizeof(Recording), PROT_READ | PROT_WRITE,
                  MAP_SHARED, File, 0);
  close(File);
  if (Memory == MAP_FAILED) {
    unlink(Path);
    return nullptr;
  }
  return static_cast<Recording *>(Memory);
}

static const char *CallNames[] = {
#define CALL(Name) #Name,
#define ALIAS(Name, Of)
#include "Calls.def"
};
static_assert(sizeof CallNames / sizeof *CallNames <= MaxCalls);

/// Both at once, as nearly as can be had.
static TickScale readScale() {
  TickScale Scale;
  for (unsigned Try = 0; Try < 100; ++Try) {
    uint64_t Before = now();
    Scale.Ticks = ticks(Hot.EvenCounter);
    Scale.Time = now();
    if (Scale.Time - Before < 1'000)
      break;
  }
  return Scale;
}

/// Fills in what stays the same.
static void start(Recording &R) {
  R.Version = Version;
  R.Pid = getpid();
  R.Scale = readScale();
  R.Threshold = Hot.Threshold;
  readLink("/proc/self/exe", R.Executable, sizeof R.Executable);
  readLink("/proc/self/ns/pid", R.PidNamespace, sizeof R.PidNamespace);
  for (size_t I = 0; I < sizeof CallNames / sizeof *CallNames; ++I)
    copyText(R.Calls[I], sizeof R.Calls[I], CallNames[I]);
  memcpy(R.Magic, Magic, sizeof Magic);
}

bool readSetting() {
  const char *Setting = getenv(SettingVariable);
  if (!Setting)
    return false;
  char *End;
  Hot.Threshold = strtoull(Setting, &End, 10);
  if (*End != ':' || !Hot.Threshold)
    return false;
  Hot.WaitToLookAt =
      (Hot.Threshold + WaitsPerThreshold - 1) / WaitsPerThreshold;
  Hot.EvenCounter = hasEvenCounter();
  copyText(Folder, sizeof Folder, End + 1);
  const char *Pattern = getenv(ThreadsVariable);
  ThreadsNamed = Pattern != nullptr;
  copyText(Threads, sizeof Threads, Pattern ? Pattern : "*");
  return true;
}

bool createStore(void (*Prepare)()) {
  // Threads may find their loops at once: the first makes it.
  static std::atomic<pid_t> TriedIn;
  pid_t Tried = TriedIn, Self = getpid();
  if (Tried != Self && TriedIn.compare_exchange_strong(Tried, Self))
    if (Recording *R = mapNewFile()) {
      start(*R);
      Hot.Shared = R;
      Prepare();
      R->Ready = 1;
    }
  return Hot.Shared && Hot.Shared->Ready;
}

void dropStore() {
  if (!Hot.Shared)
    return;
  // A wait that a signal handler has forked in still writes to its place.
  if (mmap(Hot.Shared, sizeof *Hot.Shared, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1,
           0) == MAP_FAILED)
    munmap(Hot.Shared, sizeof *Hot.Shared);
  Hot.Shared = nullptr;
  ModulesAdded = ModulesRemoved = 0;
}

static bool isKnown(const Module &M) {
  // Later ones are at places where earlier ones may have been.
  for (uint32_t I = Hot.Shared->ModuleCount; I-- > 0;) {
    const Module &Known = Hot.Shared->Modules[I];
    if (Known.Begin < M.End && M.Begin < Known.End)
      return Known.Bias == M.Bias && Known.Begin == M.Begin &&
             strcmp(Known.Path, M.Path) == 0;
  }
  return false;
}

static int noteModule(dl_phdr_info *Info, size_t, void *Unchanged) {
  if (*static_cast<bool *>(Unchanged))
    return 1;
  if (Info->dlpi_adds == ModulesAdded && Info->dlpi_subs == ModulesRemoved) {
    *static_cast<bool *>(Unchanged) = true;
    return 1;
  }
  Module M{};
  M.Bias = Info->dlpi_addr;
  M.Begin = UINT64_MAX;
  for (unsigned I = 0; I < Info->dlpi_phnum; ++I) {
    const ElfW(Phdr) &P = Info->dlpi_phdr[I];
    if (P.p_type != PT_LOAD)
      continue;
    uint64_t Begin = M.Bias + P.p_vaddr;
    M.Begin = Begin < M.Begin ? Begin : M.Begin;
    M.End = Begin + P.p_memsz > M.End ? Begin + P.p_memsz : M.End;
  }
  if (!Info->dlpi_name[0]) // The program itself.
    copyText(M.Path, sizeof M.Path, Hot.Shared->Executable);
  else if (Info->dlpi_name[0] == '/' ||
           !strchr(Info->dlpi_name, '/')) // linux-vdso.so.1 has no file
    copyText(M.Path, sizeof M.Path, Info->dlpi_name);
  else {
    // What is loaded by a relative path: the current folder may change.
    char Folder[400];
    if (!getcwd(Folder, sizeof Folder))
      Folder[0] = 0;
    snprintf(M.Path, sizeof M.Path, "%s/%s", Folder, Info->dlpi_name);
  }
  if (isKnown(M))
    return 0;
  uint32_t At = Hot.Shared->ModuleCount;
  if (At == MaxModules) {
    ++Hot.Shared->ModulesLeftOut;
    return 0;
  }
  Hot.Shared->Modules[At] = M;
  Hot.Shared->ModuleCount.store(At + 1, std::memory_order_release);
  return 0;
}

static int noteGeneration(dl_phdr_info *Info, size_t, void *) {
  ModulesAdded = Info->dlpi_adds;
  ModulesRemoved = Info->dlpi_subs;
  return 1;
}

void noteModules() {
  // Several threads may find something new at once.
  static std::atomic<bool> Busy;
  if (Busy.exchange(true))
    return;
  bool Unchanged = false;
  dl_iterate_phdr(noteModule, &Unchanged);
  if (!Unchanged)
    dl_iterate_phdr(noteGeneration, nullptr);
  Busy = false;
}

recording::Thread *claimThread(uint32_t Tid) {
  for (uint32_t I = 0; I < MaxThreads; ++I) {
    recording::Thread &T = Hot.Shared->Threads[I];
    uint32_t Free = 0;
    if (T.Tid.load(std::memory_order_relaxed) != 0 ||
        !T.Tid.compare_exchange_strong(Free, Tid))
      continue;
    uint32_t Slots = Hot.Shared->ThreadSlots;
    while (Slots <= I &&
           !Hot.Shared->ThreadSlots.compare_exchange_weak(Slots, I + 1))
      ;
    return &T;
  }
  ++Hot.Shared->ThreadsLeftOut;
  return nullptr;
}

void append(const recording::Thread &T, const EntryData &Data) {
  uint64_t Number = Hot.Shared->Entries.fetch_add(1);
  Entry &E = Hot.Shared->Ring[Number % RingSize];
  E.Stamp.store(0);
  E.Kind = Data.Kind;
  E.Call = Data.Call;
  E.Tid = T.Tid.load(std::memory_order_relaxed);
  E.Modules = Hot.Shared->ModuleCount.load(std::memory_order_relaxed);
  E.Turn = T.Turns;
  E.Begin = Data.Begin;
  E.Duration = Data.Duration;
  E.Waited = Data.Waited;
  memcpy(E.ThreadName, T.Name, sizeof E.ThreadName);
  E.Where.Depth = Data.Where ? Data.Where->Depth : 0;
  E.Where.Truncated = Data.Where ? Data.Where->Truncated : 0;
  for (uint32_t I = 0; I < E.Where.Depth; ++I)
    E.Where.Frames[I] = Data.Where->Frames[I];
  E.Stamp.store(Number + 1, std::memory_order_release);
}

bool threadsAreNamed() { return ThreadsNamed; }

bool isWanted(const char *ThreadName) {
  return fnmatch(Threads, ThreadName, 0) == 0;
}

} // namespace corolint::recorder
