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

} // namespace corolint::summary
