// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Profile/Symbolize.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/DebugInfo/Symbolize/Symbolize.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint::profile {

/// GCC names the body of a coroutine by its frame, whose type's name holds the
/// coroutine's: "…22_ZN2ns7handlerEi.Frame.actor" has "_ZN2ns7handlerEi".
static StringRef coroutineOfGcc(StringRef Name) {
  size_t End = Name.find(".Frame.");
  if (End == StringRef::npos)
    return "";
  StringRef Frame = Name.take_front(End + StringRef(".Frame").size());
  for (size_t At = Frame.rfind("_Z"); At != StringRef::npos && At > 0;
       At = Frame.take_front(At).rfind("_Z"))
    if (Frame.take_front(At).ends_with(utostr(Frame.size() - At)))
      return Name.slice(At, End);
  return "";
}

static std::string demangled(StringRef Name) {
  std::string Text = Name.str();
  ItaniumPartialDemangler Demangler;
  if (Demangler.partialDemangle(Text.c_str()))
    return Text;
  size_t Size = 0;
  char *Found = Demangler.isFunction()
                    ? Demangler.getFunctionName(nullptr, &Size)
                    : Demangler.finishDemangle(nullptr, &Size);
  if (!Found)
    return Text;
  std::string Result = Found;
  std::free(Found);
  return Result;
}

std::string sourceName(StringRef LinkageName, bool &Coroutine) {
  if (StringRef Name = coroutineOfGcc(LinkageName); !Name.empty()) {
    Coroutine = true;
    return demangled(Name);
  }
  // What compilers append to the name of a part or a copy of a function.
  auto [Name, Suffix] = LinkageName.split('.');
  if (!LinkageName.starts_with("_Z") || Suffix.empty())
    return demangled(LinkageName);
  for (StringRef Part : {"resume", "destroy", "cleanup"})
    Coroutine |= Suffix.starts_with(Part);
  return demangled(Name);
}

Symbolizer::Symbolizer(Profile &To) : To(To) {
  symbolize::LLVMSymbolizer::Options Opts;
  Opts.Demangle = false;
  LLVM = std::make_unique<symbolize::LLVMSymbolizer>(Opts);
}

Symbolizer::~Symbolizer() = default;

uint64_t Symbolizer::frameId(Frame F) {
  auto [It, New] = FrameIds.try_emplace(F, To.Frames.size());
  if (New)
    To.Frames.push_back(std::move(F));
  return It->second;
}

std::vector<uint64_t> Symbolizer::symbolize(const RawModule *M,
                                            uint64_t Address) {
  Frame Unknown;
  if (M)
    Unknown.Module = M->Path;
  if (!M || !sys::fs::exists(M->Path))
    return {frameId(std::move(Unknown))};
  auto Found = LLVM->symbolizeInlinedCode(
      M->Path, {Address - M->Bias, object::SectionedAddress::UndefSection});
  if (!Found || Found->getNumberOfFrames() == 0) {
    if (!Found)
      consumeError(Found.takeError());
    return {frameId(std::move(Unknown))};
  }
  std::vector<uint64_t> Result;
  for (uint32_t I = 0; I < Found->getNumberOfFrames(); ++I) {
    const DILineInfo &Line = Found->getFrame(I);
    Frame F;
    F.Module = M->Path;
    F.Inlined = I + 1 < Found->getNumberOfFrames();
    if (Line.FunctionName != DILineInfo::BadString)
      F.Function = sourceName(Line.FunctionName, F.Coroutine);
    if (Line.FileName != DILineInfo::BadString && Line.Line) {
      SmallString<128> File(Line.FileName);
      sys::path::remove_dots(File, /*remove_dot_dot=*/true);
      F.File = File.str().str();
      F.Line = Line.Line;
      F.Column = Line.Column;
      WithLines.insert(M->Path);
    } else {
      WithoutLines.insert(M->Path);
    }
    Result.push_back(frameId(std::move(F)));
  }
  return Result;
}

std::vector<std::string> Symbolizer::withoutLines() const {
  std::vector<std::string> Result;
  for (const std::string &Module : WithoutLines)
    if (!WithLines.count(Module))
      Result.push_back(Module);
  return Result;
}

const std::vector<uint64_t> &
Symbolizer::frames(const RawProcess &P, uint64_t Address, unsigned Modules) {
  const RawModule *M = nullptr;
  // The later ones are at places where earlier ones may have been.
  for (unsigned I = std::min<size_t>(Modules, P.Modules.size()); I-- > 0 && !M;)
    if (P.Modules[I].Begin <= Address && Address < P.Modules[I].End)
      M = &P.Modules[I];
  auto [It, New] =
      Known.try_emplace({M ? M->Path : "", M ? Address - M->Bias : Address});
  if (New)
    It->second = symbolize(M, Address);
  return It->second;
}

} // namespace corolint::profile
