// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The project's model knows the first two.
#pragma once

namespace sensors {

int read_channel(int channel); // only declared, blocks
void warm_up();                // does not block, whatever its body looks like
int average();                 // calls read_channel()
void prepare();                // calls warm_up()
int temperature();             // only declared, and nobody knows it

} // namespace sensors
