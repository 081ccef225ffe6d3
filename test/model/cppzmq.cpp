// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// flags: -DZMQ_BUILD_DRAFT_API
// class: zmq::poller_t = zmq::poller_t<>
#include <zmq.hpp>
#include <zmq_addon.hpp>
