// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace db {

int load_profile(int id);
int save_profile(int id);

} // namespace db
