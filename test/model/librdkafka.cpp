// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafkacpp.h>
