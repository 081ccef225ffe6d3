// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Driver/FailOn.h"
#include "Support/UserError.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint {

static constexpr StringRef Severities[] = {"info", "warning", "error"};

/// The rank of severity \p Name, or the number of severities.
static unsigned rank(StringRef Name) {
  return find(Severities, Name) - std::begin(Severities);
}

Expected<FailOn> parseFailOn(StringRef Text) {
  if (Text == "none")
    return FailOn{0, 0};
  FailOn On;
  StringRef Number = Text;
  auto [Name, Rest] = Text.split(':');
  if (unsigned Rank = rank(Name); Rank < std::size(Severities)) {
    On.Severity = Rank;
    if (Name == Text)
      return On;
    Number = Rest;
  }
  if (Number.getAsInteger(10, On.Count) || On.Count == 0)
    return userError("--fail-on=" + Text +
                     ": expected info, warning, error or none, a number of "
                     "findings, or both as in warning:10");
  return On;
}

bool fails(const FailOn &On, const Report &R) {
  size_t Count = count_if(R.Findings, [&](const Finding &F) {
    return rank(F.Severity) >= On.Severity;
  });
  return On.Count > 0 && Count >= On.Count;
}

} // namespace corolint
