// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Summary/Unit.h"
#include "llvm/ADT/DenseSet.h"

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
        B.Runs == A.Runs && B.And == A.And)
      return I;
  Built.Assumptions.push_back(A);
  return Built.Assumptions.size() - 1;
}

namespace {

/// Translates what refers to one unit's tables for another's.
class Translator {
public:
  Translator(const Unit &From, UnitBuilder &Into) : From(From), Into(Into) {}

  Ref symbol(Ref R) { return R ? Into.symbol(From.Symbols[R]) : 0; }
  Ref assumption(Ref R) {
    if (!R)
      return 0;
    const Assumption &A = From.Assumptions[R];
    return Into.assumption({argument(A.Runs), assumption(A.And)});
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
    F.File = file(F.File);
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
  Class classOf(Class C) {
    C.Id = symbol(C.Id);
    C.Bases = symbols(C.Bases);
    return C;
  }

private:
  Ref name(Ref R) { return Into.name(From.Names[R]); }
  Ref file(Ref R) { return Into.file(From.Files[R]); }
  Place place(Place P) { return {file(P.File), P.Line, P.Column}; }
  Argument argument(Argument A) {
    return {symbol(A.Function), A.Position, symbol(A.Receiver)};
  }
  std::vector<Ref> symbols(std::vector<Ref> All) {
    for (Ref &R : All)
      R = symbol(R);
    return All;
  }

  const Unit &From;
  UnitBuilder &Into;
};

} // namespace

Unit compacted(const Unit &U) {
  UnitBuilder Into;
  Translator To(U, Into);
  Unit &Result = Into.Built;
  Result.MainFile = U.MainFile;
  Result.Coroutines = U.Coroutines;
  Result.Errors = U.Errors;
  Result.ConfigErrors = U.ConfigErrors;
  for (const Function &F : U.Functions)
    Result.Functions.push_back(To.function(F));
  for (const Class &C : U.Classes)
    Result.Classes.push_back(To.classOf(C));
  for (const CoroutineStarts &S : U.Starts)
    Result.Starts.push_back({To.symbol(S.Coroutine), S.OnPools, S.Named});
  for (Candidate C : U.Candidates) {
    if (C.On.Through)
      C.On.Through = To.call(*C.On.Through);
    C.On.If = To.assumption(C.On.If);
    C.On.Coroutine = To.symbol(C.On.Coroutine);
    Result.Candidates.push_back(std::move(C));
  }
  return std::move(Result);
}

void adoptHeaders(UnitBuilder &Into, const Unit &Earlier) {
  Translator To(Earlier, Into);
  DenseSet<Ref> Functions, Classes;
  for (const Function &F : Into.Built.Functions)
    Functions.insert(F.Id);
  for (const Class &C : Into.Built.Classes)
    Classes.insert(C.Id);
  for (const Function &F : Earlier.Functions)
    if (Earlier.Files[F.File] != Earlier.MainFile &&
        Functions.insert(To.symbol(F.Id)).second)
      Into.Built.Functions.push_back(To.function(F));
  for (const Class &C : Earlier.Classes)
    if (Classes.insert(To.symbol(C.Id)).second)
      Into.Built.Classes.push_back(To.classOf(C));
}

} // namespace corolint::summary
