// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Output/SourceLines.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace corolint {

std::string utf8(StringRef Text) {
  return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
}

const SourceLines::Source &SourceLines::source(StringRef File) {
  auto [It, New] = Files.try_emplace(File);
  Source &S = It->second;
  if (!New)
    return S;
  auto Buffer = MemoryBuffer::getFile(File);
  if (!Buffer)
    return S;
  S.Buffer = std::move(*Buffer);
  StringRef Text = S.Buffer->getBuffer();
  S.Starts.push_back(0);
  for (size_t At = 0; (At = Text.find('\n', At)) != StringRef::npos; ++At)
    S.Starts.push_back(At + 1);
  return S;
}

StringRef SourceLines::line(StringRef File, unsigned Number) {
  const Source &S = source(File);
  if (Number == 0 || Number > S.Starts.size())
    return "";
  StringRef Rest = S.Buffer->getBuffer().drop_front(S.Starts[Number - 1]);
  return Rest.take_front(Rest.find('\n')).rtrim('\r');
}

unsigned SourceLines::utf16Column(const Place &P) {
  StringRef Line = line(P.File, P.Line);
  unsigned Column = P.Column;
  if (P.Column <= 1 || P.Column - 1 > Line.size())
    return Column;
  // In UTF-8 a code point has one byte that doesn't continue another; those
  // of four bytes are two units.
  for (char C : Line.take_front(P.Column - 1)) {
    auto Byte = static_cast<unsigned char>(C);
    if ((Byte & 0xC0) == 0x80)
      --Column;
    else if (Byte >= 0xF0)
      ++Column;
  }
  return Column;
}

Place SourceLines::place(StringRef File, unsigned Offset) {
  const std::vector<unsigned> &Starts = source(File).Starts;
  if (Starts.empty())
    return {File.str(), 1, 1, Offset};
  unsigned Line = upper_bound(Starts, Offset) - Starts.begin();
  return {File.str(), Line, Offset - Starts[Line - 1] + 1, Offset};
}

} // namespace corolint
