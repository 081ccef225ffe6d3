// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Must not compile: an Asio coroutine without the adapter. The test asserts the
// message.

#if defined(TEST_BOOST_ASIO)
#include <boost/asio/awaitable.hpp>
namespace net = boost::asio;
#else
#include <asio/awaitable.hpp>
namespace net = asio;
#endif

#include <corolint/offload.hpp>

net::awaitable<void> offload_without_adapter() {
  co_await corolint::offload([] {});
}
