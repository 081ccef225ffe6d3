// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Output/Formats.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {

ArrayRef<OutputFormat> outputFormats() {
  static const OutputFormat Table[] = {
      {"text", writeText},   {"json", writeJson},     {"html", writeHtml},
      {"sarif", writeSarif}, {"github", writeGithub}, {"gitlab", writeGitlab},
      {"junit", writeJunit},
  };
  return Table;
}

Expected<const OutputFormat *> findFormat(StringRef Name) {
  SmallVector<StringRef> Known;
  for (const OutputFormat &F : outputFormats()) {
    if (F.Name == Name)
      return &F;
    Known.push_back(F.Name);
  }
  StringRef Hint = nearestName(Name, Known);
  return userError("unknown format '" + Name + "'; " +
                   (Hint.empty() ? "there are " + join(Known, ", ")
                                 : "did you mean '" + Hint.str() + "'?"));
}

Expected<OutputTarget> parseOutput(StringRef Text) {
  auto [Name, File] = Text.split('=');
  Expected<const OutputFormat *> Format = findFormat(Name);
  if (!Format)
    return Format.takeError();
  if (File.empty() && Text.contains('='))
    return userError("--output=" + Text + ": the name of the file is missing");
  return OutputTarget{*Format, File == "-" ? "" : File.str()};
}

} // namespace corolint
