// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Output/FixPreview.h"
#include "llvm/ADT/SmallVector.h"

using namespace llvm;

namespace corolint {

static std::vector<std::string> linesOf(StringRef Text) {
  SmallVector<StringRef> Lines;
  Text.split(Lines, '\n');
  std::vector<std::string> Result;
  for (StringRef Line : Lines)
    Result.push_back(Line.rtrim('\r').str());
  return Result;
}

FixPreview previewFix(const Fix &X, StringRef File, StringRef Text) {
  std::vector<Edit> Edits;
  for (const Edit &E : X.Edits)
    if (E.File == File && !StringRef(E.Text).ltrim().starts_with("#include") &&
        E.Offset + E.Length <= Text.size())
      Edits.push_back(E);
  if (Edits.empty())
    return {};
  size_t Begin = Text.take_front(Edits.front().Offset).rfind('\n') + 1;
  std::string Fixed;
  size_t Done = Begin;
  for (const Edit &E : Edits) {
    Fixed += Text.slice(Done, E.Offset);
    Fixed += E.Text;
    Done = E.Offset + E.Length;
  }
  size_t End = std::min(Text.find('\n', Done), Text.size());
  Fixed += Text.slice(Done, End);
  return {linesOf(Text.slice(Begin, End)), linesOf(Fixed)};
}

} // namespace corolint
