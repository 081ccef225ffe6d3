// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/Unit.h"

using namespace llvm;

namespace corolint::summary {

void Unit::forEachPath(function_ref<void(std::string &)> Visit) {
  Visit(MainFile);
  for (size_t I = 1; I < Files.size(); ++I)
    Visit(Files[I]);
  for (auto &[File, Offset] : Coroutines)
    Visit(File);
  for (FileError &E : Errors) {
    Visit(E.File);
    Visit(E.At.File);
  }
  for (Candidate &C : Candidates)
    corolint::forEachPath(C.What, Visit);
}

Ref UnitBuilder::intern(StringMap<Ref> &Known, std::vector<std::string> &Table,
                        StringRef Text) {
  if (Text.empty())
    return 0;
  auto [It, New] = Known.try_emplace(Text, Table.size());
  if (New)
    Table.push_back(Text.str());
  return It->second;
}

Ref UnitBuilder::symbol(SymbolId Id) {
  auto [It, New] = Symbols.try_emplace(Id, Built.Symbols.size());
  if (New)
    Built.Symbols.push_back(Id);
  return It->second;
}

Ref UnitBuilder::assumption(const Assumption &A) {
  for (Ref I = 1; I < Built.Assumptions.size(); ++I)
    if (const Assumption &B = Built.Assumptions[I];
        B.Runs.Function == A.Runs.Function &&
        B.Runs.Position == A.Runs.Position && B.And == A.And)
      return I;
  Built.Assumptions.push_back(A);
  return Built.Assumptions.size() - 1;
}

namespace {

/// Copies what refers to one unit's tables, so that it refers to another's.
class Compactor {
public:
  explicit Compactor(const Unit &From) : From(From) {}

  Unit run() {
    Into.Built.MainFile = From.MainFile;
    Into.Built.Coroutines = From.Coroutines;
    Into.Built.Errors = From.Errors;
    Into.Built.ConfigErrors = From.ConfigErrors;
    for (const Function &F : From.Functions)
      Into.Built.Functions.push_back(function(F));
    for (const Class &C : From.Classes)
      Into.Built.Classes.push_back(
          {symbol(C.Id), C.Internal, symbols(C.Bases)});
    for (const CoroutineStarts &S : From.Starts)
      Into.Built.Starts.push_back({symbol(S.Coroutine), S.OnPools, S.Named});
    for (Candidate C : From.Candidates) {
      if (C.On.Through)
        C.On.Through = call(*C.On.Through);
      C.On.If = assumption(C.On.If);
      C.On.Coroutine = symbol(C.On.Coroutine);
      Into.Built.Candidates.push_back(std::move(C));
    }
    return std::move(Into.Built);
  }

private:
  Ref name(Ref R) { return Into.name(From.Names[R]); }
  Ref symbol(Ref R) { return R ? Into.symbol(From.Symbols[R]) : 0; }
  std::vector<Ref> symbols(std::vector<Ref> All) {
    for (Ref &R : All)
      R = symbol(R);
    return All;
  }
  Ref assumption(Ref R) {
    if (!R)
      return 0;
    const Assumption &A = From.Assumptions[R];
    return Into.assumption({argument(A.Runs), assumption(A.And)});
  }
  Argument argument(Argument A) { return {symbol(A.Function), A.Position}; }
  Place place(Place P) {
    return {Into.file(From.Files[P.File]), P.Line, P.Column};
  }
  CallSite call(CallSite C) {
    C.Callee = symbol(C.Callee);
    C.Receiver = symbol(C.Receiver);
    C.At = place(C.At);
    C.If = assumption(C.If);
    return C;
  }
  Function function(Function F) {
    F.Id = symbol(F.Id);
    F.Name = name(F.Name);
    for (Effect &E : F.Effects) {
      E.Api = name(E.Api);
      E.Kind = name(E.Kind);
      E.At = place(E.At);
      E.If = assumption(E.If);
    }
    for (CallSite &C : F.Calls)
      C = call(C);
    F.Class = symbol(F.Class);
    F.Overrides = symbols(F.Overrides);
    for (PassedParameter &P : F.Passes)
      P.To = argument(P.To);
    return F;
  }

  const Unit &From;
  UnitBuilder Into;
};

} // namespace

Unit compacted(const Unit &U) { return Compactor(U).run(); }

} // namespace corolint::summary
