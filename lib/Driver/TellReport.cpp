// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/TellReport.h"
#include "Checks/CheckTable.h"
#include "Driver/ApplyFixes.h"
#include "Driver/Paths.h"

using namespace llvm;

namespace corolint {

static Error applyAndCount(const Report &R, const Options &Opts,
                           raw_ostream &Err) {
  Expected<AppliedFixes> Applied =
      applyFixes(R, Opts.FixNotes, Opts.FormatStyle);
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

static void tellErrors(const Report &R, raw_ostream &Err) {
  for (const FileError &E : R.Errors) {
    Err << "corolint: error: ";
    if (!StringRef(E.Message).starts_with(E.File + ":"))
      Err << E.File << ": ";
    Err << E.Message << "\n";
  }
}

static ReportSetting settingOf(const Options &Opts) {
  ReportSetting S{Opts.ToolVersion, Opts.Homepage, absolutePath(""), {},
                  /*Colors=*/false,
                  /*Run=*/nullptr};
  for (const CheckEntry &C : checkTable())
    S.Rules.push_back({C.Id, C.OnByDefault, C.Severity, checkPage(C.Id)});
  return S;
}

static Error writeOutputs(const Report &R, const MeasuredRun *Run,
                          const Options &Opts, raw_ostream &Out) {
  ReportSetting Setting = settingOf(Opts);
  Setting.Run = Run;
  for (const OutputTarget &To : Opts.Outputs) {
    if (To.File.empty()) {
      ReportSetting Shown = Setting;
      Shown.Colors = Opts.Colors.value_or(Out.has_colors());
      To.Format->Write(R, Shown, Out);
    } else if (Error E = writeFile(To.File, [&](raw_ostream &OS) {
                 To.Format->Write(R, Setting, OS);
               })) {
      return E;
    }
  }
  return Error::success();
}

Expected<ExitStatus> tellReport(const Report &R, const MeasuredRun *Run,
                                const Options &Opts, raw_ostream &Out,
                                raw_ostream &Err) {
  if (!Opts.ExportFixes.empty())
    if (Error E = exportFixes(R, Opts.ExportFixes, Opts.FixNotes))
      return E;
  tellErrors(R, Err);
  if (Error E = writeOutputs(R, Run, Opts, Out))
    return E;
  if (Opts.Fix || Opts.FixNotes)
    if (Error E = applyAndCount(R, Opts, Err))
      return E;
  if (!R.Errors.empty())
    return FilesNotAnalysed;
  return fails(Opts.Fails, R) ? FindingsReported : NothingFound;
}

} // namespace corolint
