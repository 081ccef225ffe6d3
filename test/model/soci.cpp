// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -I/usr/include/soci
// class: soci::rowset = soci::rowset<>
// class: soci::rowset_iterator = soci::rowset_iterator<soci::row>
#include <soci/soci.h>
#include <soci/soci-simple.h>
