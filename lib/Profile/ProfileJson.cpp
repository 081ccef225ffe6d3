// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Profile <=> the JSON of docs/profile.md.
#include "Profile/Profile.h"
#include "Support/UserError.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;

namespace corolint::profile {

static constexpr int64_t FormatVersion = 1;

/// \p Text as UTF-8: paths are bytes.
static std::string utf8(StringRef Text) {
  return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
}

static void writeFrame(json::OStream &J, const Frame &F) {
  J.attribute("function", utf8(F.Function));
  J.attribute("file", utf8(F.File));
  J.attribute("line", static_cast<int64_t>(F.Line));
  J.attribute("column", static_cast<int64_t>(F.Column));
  J.attribute("module", utf8(F.Module));
  J.attribute("inlined", F.Inlined);
  J.attribute("coroutine", F.Coroutine);
}

static void writeStall(json::OStream &J, const Stall &S) {
  J.attribute("thread", static_cast<int64_t>(S.Thread));
  J.attribute("at_ns", static_cast<int64_t>(S.At));
  J.attribute("duration_ns", static_cast<int64_t>(S.Duration));
  J.attribute("waited_ns", static_cast<int64_t>(S.Waited));
  J.attribute("unfinished", S.Unfinished);
  J.attributeArray("causes", [&] {
    for (const Cause &C : S.Causes)
      J.object([&] {
        J.attribute("call", C.Call);
        J.attribute("kind", C.Kind);
        J.attribute("duration_ns", static_cast<int64_t>(C.Duration));
        J.attribute("stack", static_cast<int64_t>(C.Stack));
      });
  });
}

template <class T, class F>
static void writeList(json::OStream &J, StringRef Key, const std::vector<T> &L,
                      F Write) {
  J.attributeArray(Key, [&] {
    for (const T &Item : L)
      J.object([&] { Write(J, Item); });
  });
}

void writeProfile(const Profile &P, StringRef ToolVersion, raw_ostream &OS) {
  json::OStream J(OS, /*IndentSize=*/1);
  auto Strings = [&](StringRef Key, const std::vector<std::string> &Texts) {
    J.attributeArray(Key, [&] {
      for (const std::string &Text : Texts)
        J.value(utf8(Text));
    });
  };
  J.object([&] {
    J.attribute("version", FormatVersion);
    J.attribute("tool", "corolint");
    J.attribute("tool_version", ToolVersion);
    Strings("command", P.Command);
    J.attribute("threshold_ns", static_cast<int64_t>(P.Threshold));
    J.attribute("seconds", P.Seconds);
    writeList(J, "processes", P.Processes, [](json::OStream &J, auto &Each) {
      J.attribute("pid", static_cast<int64_t>(Each.Pid));
      J.attribute("executable", utf8(Each.Executable));
      J.attribute("ended", Each.Ended);
    });
    writeList(J, "threads", P.Threads, [](json::OStream &J, auto &Each) {
      J.attribute("process", static_cast<int64_t>(Each.Process));
      J.attribute("tid", static_cast<int64_t>(Each.Tid));
      J.attribute("name", utf8(Each.Name));
      J.attribute("waits_in", Each.WaitsIn);
      J.attribute("turns", static_cast<int64_t>(Each.Turns));
    });
    writeList(J, "stalls", P.Stalls, writeStall);
    writeList(J, "calls", P.Calls, [](json::OStream &J, auto &Each) {
      J.attribute("call", Each.Function);
      J.attribute("stack", static_cast<int64_t>(Each.Stack));
    });
    J.attributeArray("stacks", [&] {
      for (const std::vector<uint64_t> &Stack : P.Stacks)
        J.array([&] {
          for (uint64_t Frame : Stack)
            J.value(static_cast<int64_t>(Frame));
        });
    });
    writeList(J, "frames", P.Frames, writeFrame);
    J.attribute("dropped", static_cast<int64_t>(P.Dropped));
    Strings("notes", P.Notes);
  });
  OS << "\n";
}

// What follows is found by the reader of each type through its argument.

static bool fromJSON(const json::Value &V, Frame &F, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("function", F.Function) && O.map("file", F.File) &&
         O.map("line", F.Line) && O.map("column", F.Column) &&
         O.map("module", F.Module) && O.map("inlined", F.Inlined) &&
         O.map("coroutine", F.Coroutine);
}

static bool fromJSON(const json::Value &V, Process &P, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("pid", P.Pid) && O.map("executable", P.Executable) &&
         O.map("ended", P.Ended);
}

static bool fromJSON(const json::Value &V, LoopThread &T, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("process", T.Process) && O.map("tid", T.Tid) &&
         O.map("name", T.Name) && O.map("waits_in", T.WaitsIn) &&
         O.map("turns", T.Turns);
}

static bool fromJSON(const json::Value &V, Cause &C, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("call", C.Call) && O.map("kind", C.Kind) &&
         O.map("duration_ns", C.Duration) && O.map("stack", C.Stack);
}

static bool fromJSON(const json::Value &V, Call &C, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("call", C.Function) && O.map("stack", C.Stack);
}

static bool fromJSON(const json::Value &V, Stall &S, json::Path At) {
  json::ObjectMapper O(V, At);
  return O && O.map("thread", S.Thread) && O.map("at_ns", S.At) &&
         O.map("duration_ns", S.Duration) && O.map("waited_ns", S.Waited) &&
         O.map("unfinished", S.Unfinished) && O.map("causes", S.Causes);
}

static bool fromJSON(const json::Value &V, Profile &P, json::Path At) {
  json::ObjectMapper O(V, At);
  int64_t Version = 0;
  if (!O || !O.map("version", Version))
    return false;
  if (Version != FormatVersion) {
    At.field("version").report("of another version of corolint");
    return false;
  }
  return O.map("command", P.Command) && O.map("threshold_ns", P.Threshold) &&
         O.map("seconds", P.Seconds) && O.map("processes", P.Processes) &&
         O.map("threads", P.Threads) && O.map("stalls", P.Stalls) &&
         O.map("calls", P.Calls) && O.map("stacks", P.Stacks) &&
         O.map("frames", P.Frames) && O.map("dropped", P.Dropped) &&
         O.map("notes", P.Notes);
}

/// Every index of \p P has something there.
static bool indicesHold(const Profile &P) {
  for (const LoopThread &T : P.Threads)
    if (T.Process >= P.Processes.size())
      return false;
  for (const Stall &S : P.Stalls) {
    if (S.Thread >= P.Threads.size())
      return false;
    for (const Cause &C : S.Causes)
      if (C.Stack >= P.Stacks.size())
        return false;
  }
  for (const Call &C : P.Calls)
    if (C.Stack >= P.Stacks.size())
      return false;
  for (const std::vector<uint64_t> &Stack : P.Stacks)
    for (uint64_t Frame : Stack)
      if (Frame >= P.Frames.size())
        return false;
  return true;
}

Expected<Profile> readProfile(StringRef Text, StringRef File) {
  static constexpr StringRef Hint =
      "; it takes what corolint profile -o FILE has written";
  Expected<json::Value> Read = json::parse(Text);
  if (!Read)
    return userError(File + ": not JSON: " + toString(Read.takeError()) + Hint);
  Profile Result;
  json::Path::Root Root;
  if (!fromJSON(*Read, Result, Root))
    return userError(File + ": no profile: " + toString(Root.getError()) +
                     Hint);
  if (!indicesHold(Result))
    return userError(File + ": no profile: a number in it leads nowhere" +
                     Hint);
  return Result;
}

} // namespace corolint::profile
