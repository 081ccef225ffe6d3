// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/TellReport.h"
#include "Driver/ApplyFixes.h"
#include "Output/Writers.h"

using namespace llvm;

namespace corolint {

static Error applyAndCount(const Report &R, const Options &Opts,
                           raw_ostream &Err) {
  Expected<AppliedFixes> Applied = applyFixes(R, Opts.FixNotes);
  if (!Applied)
    return Applied.takeError();
  if (Opts.Quiet)
    return Error::success();
  Err << "corolint: applied " << Applied->Applied
      << (Applied->Applied == 1 ? " fix in " : " fixes in ") << Applied->Files
      << (Applied->Files == 1 ? " file" : " files");
  if (Applied->Skipped)
    Err << "; " << Applied->Skipped
        << " more would touch what another fix changes: run again";
  Err << ".\n";
  return Error::success();
}

static void writeReport(const Report &R, const Options &Opts, raw_ostream &Out,
                        raw_ostream &Err) {
  for (const FileError &E : R.Errors) {
    Err << "corolint: error: ";
    if (!StringRef(E.Message).starts_with(E.File + ":"))
      Err << E.File << ": ";
    Err << E.Message << "\n";
  }
  if (Opts.Output == Format::Json)
    writeJson(R, Opts.ToolVersion, Out);
  else
    writeText(R, Out, Opts.Colors.value_or(Out.has_colors()));
}

Expected<ExitStatus> tellReport(const Report &R, const Options &Opts,
                                raw_ostream &Out, raw_ostream &Err) {
  if (!Opts.ExportFixes.empty())
    if (Error E = exportFixes(R, Opts.ExportFixes, Opts.FixNotes))
      return E;
  writeReport(R, Opts, Out, Err);
  if (Opts.Fix || Opts.FixNotes)
    if (Error E = applyAndCount(R, Opts, Err))
      return E;
  if (!R.Errors.empty())
    return FilesNotAnalysed;
  return R.Findings.empty() ? NothingFound : FindingsReported;
}

} // namespace corolint
