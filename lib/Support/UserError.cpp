// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "Support/UserError.h"

using namespace llvm;

Error corolint::userError(const Twine &Message) {
  return createStringError(std::make_error_code(std::errc::invalid_argument),
                           Message);
}

StringRef corolint::nearestName(StringRef Word, ArrayRef<StringRef> Known) {
  StringRef Nearest;
  unsigned Best = Word.size() / 3 + 2;
  for (StringRef Name : Known) {
    unsigned Distance = Word.edit_distance_insensitive(Name, true, Best);
    if (Distance < Best) {
      Best = Distance;
      Nearest = Name;
    }
  }
  return Nearest;
}
