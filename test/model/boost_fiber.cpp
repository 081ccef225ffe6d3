// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// Some members have private overloads:
// flags: -fno-access-control
// class: boost::fibers::future = boost::fibers::future<int>
// class: boost::fibers::shared_future = boost::fibers::shared_future<int>
// class: boost::fibers::buffered_channel = boost::fibers::buffered_channel<int>
// class: boost::fibers::unbuffered_channel = boost::fibers::unbuffered_channel<int>
#include <boost/fiber/all.hpp>
