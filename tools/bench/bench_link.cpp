// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What joining a large program costs, without any parsing:
//
//   bench-link [--functions=N] [--calls=M]
//
// Makes up summaries of N functions in units of a thousand, with M calls at
// random among them, a hundredth of the functions blocking and ten coroutine
// calls per unit; keeps them as bytes, as they would be on disk; then reads and
// links them, and says what that took.
#include "Summary/Archive.h"
#include "Summary/Link.h"
#include "Support/HugePages.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Format.h"
#include <chrono>
#include <random>

using namespace llvm;
using namespace corolint::summary;

static cl::opt<unsigned> Functions("functions", cl::init(1'000'000));
static cl::opt<unsigned> Calls("calls", cl::init(5'000'000));

static constexpr unsigned PerUnit = 1000;
static constexpr unsigned CandidatesPerUnit = 10;

/// One unit of the made-up program; \p Number counts them.
static Unit makeUnit(unsigned Number, std::mt19937 &Random) {
  UnitBuilder B;
  B.Built.MainFile = "/project/file" + std::to_string(Number) + ".cpp";
  Ref File = B.file(B.Built.MainFile);
  std::uniform_int_distribution<unsigned> Any(1, Functions);
  unsigned Line = 0;
  auto Call = [&] {
    CallSite Site;
    Site.Callee = B.symbol(Any(Random));
    Site.At = {File, ++Line, 3};
    return Site;
  };
  for (unsigned I = 1; I <= PerUnit; ++I) {
    Function F;
    SymbolId Id = uint64_t(Number) * PerUnit + I;
    F.Id = B.symbol(Id);
    F.Name = B.name("project::function" + std::to_string(Id));
    F.File = File;
    for (unsigned C = 0; C < Calls / Functions; ++C)
      F.Calls.push_back(Call());
    if (Id % 100 == 0)
      F.Effects.push_back(
          {B.name("sleep"), B.name("sleep"), {File, ++Line, 3}});
    B.Built.Functions.push_back(std::move(F));
  }
  for (unsigned I = 0; I < CandidatesPerUnit; ++I) {
    Candidate C;
    C.Number = I;
    C.What.Check = "coro-blocking-call";
    C.What.Begin = {B.Built.MainFile, I + 1, 1, 0};
    C.On.Through = Call();
    C.On.Kinds = "sleep";
    B.Built.Candidates.push_back(std::move(C));
  }
  return std::move(B.Built);
}

int main(int argc, const char **argv) {
  cl::ParseCommandLineOptions(argc, argv);
  corolint::useHugePages(); // As the command does.
  std::mt19937 Random(1);
  std::vector<std::string> Files;
  for (unsigned I = 0; I < Functions / PerUnit; ++I) {
    raw_string_ostream OS(Files.emplace_back());
    Archive A;
    A.Units.push_back(makeUnit(I, Random));
    writeArchive(std::move(A), "/project", OS);
  }

  auto Start = std::chrono::steady_clock::now();
  auto Passed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                         Start)
        .count();
  };
  std::vector<Unit> Units;
  for (const std::string &Bytes : Files)
    Units.push_back(std::move(
        cantFail(readArchive(Bytes, "memory", "/project")).Units.front()));
  double Read = Passed();
  std::vector<const Unit *> Pointers;
  for (const Unit &U : Units)
    Pointers.push_back(&U);
  Linked Result = link(Pointers, {}, [](std::string &) {});
  outs() << Functions << " functions, " << Calls << " calls, "
         << Result.TheReport.Findings.size() << " findings: "
         << format("read %.2f s, linked %.2f s\n", Read, Passed() - Read);
}
