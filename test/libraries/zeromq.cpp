// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ZeroMQ, cppzmq, nanomsg and nng: sockets whose flags say whether they wait.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <nanomsg/nn.h>
#include <nng/nng.h>
#include <nng/supplemental/util/platform.h>
#define ZMQ_BUILD_DRAFT_API
#include <vector>
#include <zmq.h>
#include <zmq.hpp>
#include <zmq_addon.hpp>

using namespace std::chrono_literals;

task<void> tick();

task<void> zmq_bad(void *s, void *context, zmq_msg_t *msg, zmq_pollitem_t *items) {
  char buffer[64];
  zmq_recv(s, buffer, sizeof buffer, 0); // warns: (network)
  zmq_send(s, "x", 1, 0); // warns: (network)
  zmq_send(s, "x", 1, ZMQ_SNDMORE); // warns: (network)
  zmq_msg_recv(msg, s, 0); // warns: (network)
  zmq_msg_send(msg, s, 0); // warns: (network)
  zmq_poll(items, 1, -1); // warns: (network)
  zmq_poll(items, 1, 100); // warns: (network)
  zmq_poll(nullptr, 0, 100); // warns: (sleep)
  zmq_proxy(s, s, nullptr); // warns: (network)
  zmq_sleep(1); // warns: (sleep)
  zmq_ctx_term(context); // warns: (wait)
  co_await tick();
}

task<void> zmq_ok(void *s, void *context, zmq_msg_t *msg, zmq_pollitem_t *items) {
  char buffer[64];
  zmq_connect(s, "tcp://localhost:1");
  zmq_recv(s, buffer, sizeof buffer, ZMQ_DONTWAIT);
  zmq_send(s, "x", 1, ZMQ_SNDMORE | ZMQ_DONTWAIT);
  zmq_msg_recv(msg, s, ZMQ_NOBLOCK);
  zmq_msg_close(msg);
  zmq_poll(items, 1, 0);
  zmq_close(s);
  zmq_ctx_shutdown(context);
  co_await tick();
}

task<void> cppzmq_bad(zmq::socket_t &s, zmq::socket_ref ref, zmq::context_t &context,
                      std::vector<zmq::pollitem_t> &items) {
  zmq::message_t m;
  s.recv(m); // warns: (network)
  s.recv(m, zmq::recv_flags::none); // warns: (network)
  s.send(m, zmq::send_flags::none); // warns: (network)
  s.send(zmq::buffer("x", 1)); // warns: (network)
  ref.recv(m); // warns: (network)
  std::vector<zmq::message_t> parts;
  (void)zmq::recv_multipart(s, std::back_inserter(parts)); // warns: (network)
  zmq::send_multipart(s, parts); // warns: (network)
  zmq::multipart_t multi(s); // warns: (network)
  zmq::multipart_t empty;
  empty.recv(s); // warns: (network)
  empty.send(s); // warns: (network)
  zmq::poll(items); // warns: (network)
  zmq::poll(items, 100ms); // warns: (network)
  zmq::poll(items.data(), items.size(), std::chrono::milliseconds(10)); // warns: (network)
  zmq::proxy(ref, ref); // warns: (network)
  context.close(); // warns: (wait)
  co_await tick();
}

task<void> cppzmq_ok(zmq::socket_t &s, zmq::context_t &context, std::vector<zmq::pollitem_t> &items) {
  zmq::message_t m;
  s.connect("tcp://localhost:1");
  s.recv(m, zmq::recv_flags::dontwait);
  s.send(m, zmq::send_flags::sndmore | zmq::send_flags::dontwait);
  s.send(zmq::str_buffer("x"), zmq::send_flags::dontwait);
  std::vector<zmq::message_t> parts;
  (void)zmq::recv_multipart(s, std::back_inserter(parts), zmq::recv_flags::dontwait);
  zmq::send_multipart(s, parts, zmq::send_flags::dontwait);
  zmq::multipart_t empty;
  zmq::multipart_t text(std::string("x"));
  empty.recv(s, ZMQ_DONTWAIT);
  zmq::poll(items, 0ms);
  zmq::poll(items.data(), items.size(), std::chrono::milliseconds(0));
  s.set(zmq::sockopt::linger, 0);
  s.close();
  context.shutdown();
  co_await tick();
}

task<void> cppzmq_local_ok() {
  zmq::context_t context;
  zmq::socket_t s(context, zmq::socket_type::pull);
  co_await tick();
}

task<void> nanomsg_bad(int s, struct nn_pollfd *fds) {
  char buffer[64];
  nn_recv(s, buffer, sizeof buffer, 0); // warns: (network)
  nn_send(s, "x", 1, 0); // warns: (network)
  nn_poll(fds, 1, 100); // warns: (network)
  nn_device(s, s); // warns: (network)
  co_await tick();
}

task<void> nanomsg_ok(int s, struct nn_pollfd *fds) {
  char buffer[64];
  nn_recv(s, buffer, sizeof buffer, NN_DONTWAIT);
  nn_send(s, "x", 1, NN_DONTWAIT);
  nn_poll(fds, 1, 0);
  nn_connect(s, "tcp://localhost:1");
  nn_close(s);
  co_await tick();
}

task<void> nng_bad(nng_socket s, nng_aio *aio, nng_cv *cv, nng_thread *t) {
  char buffer[64];
  size_t n = sizeof buffer;
  nng_msg *msg = nullptr;
  nng_dialer d;
  nng_recv(s, buffer, &n, 0); // warns: (network)
  nng_recv(s, buffer, &n, NNG_FLAG_ALLOC); // warns: (network)
  nng_send(s, buffer, n, 0); // warns: (network)
  nng_sendmsg(s, msg, 0); // warns: (network)
  nng_recvmsg(s, &msg, 0); // warns: (network)
  nng_aio_wait(aio); // warns: (wait)
  nng_dial(s, "tcp://localhost:1", nullptr, 0); // warns: (network)
  nng_dialer_start(d, 0); // warns: (network)
  nng_msleep(10); // warns: (sleep)
  nng_cv_wait(cv); // warns: (wait)
  nng_thread_destroy(t); // warns: (wait)
  co_await tick();
}

task<void> nng_ok(nng_socket s, nng_ctx ctx, nng_aio *aio) {
  char buffer[64];
  size_t n = sizeof buffer;
  nng_msg *msg = nullptr;
  nng_dialer d;
  nng_recv(s, buffer, &n, NNG_FLAG_ALLOC | NNG_FLAG_NONBLOCK);
  nng_sendmsg(s, msg, NNG_FLAG_NONBLOCK);
  nng_recv_aio(s, aio);
  nng_ctx_recv(ctx, aio);
  nng_aio_cancel(aio);
  nng_dial(s, "tcp://localhost:1", nullptr, NNG_FLAG_NONBLOCK);
  nng_dialer_create(&d, s, "tcp://localhost:1");
  nng_dialer_start(d, NNG_FLAG_NONBLOCK);
  nng_listen(s, "tcp://localhost:1", nullptr, 0);
  co_await tick();
}

task<void> pollers_bad(void *poller, zmq_poller_event_t *events, nng_socket s, nng_mtx *mutex, nn_msghdr *header,
                       zmq::poller_t<> &typed, std::vector<zmq::poller_event<>> &ready) {
  zmq_poller_wait(poller, events, 100); // warns: (network)
  zmq_poller_wait_all(poller, events, 1, -1); // warns: (network)
  typed.wait_all(ready, 100ms); // warns: (network)
  nng_device(s, s); // warns: (network)
  nn_recvmsg(1, header, 0); // warns: (network)
  co_await tick();
}

task<void> pollers_ok(void *poller, zmq_poller_event_t *events, nn_msghdr *header, zmq::poller_t<> &typed,
                      std::vector<zmq::poller_event<>> &ready) {
  zmq_poller_wait(poller, events, 0);
  typed.wait_all(ready, 0ms);
  nn_recvmsg(1, header, NN_DONTWAIT);
  co_await tick();
}
