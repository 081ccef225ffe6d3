// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcurl, cpp-httplib and gRPC's streams and queues.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <curl/curl.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/server.h>
#include <grpcpp/support/async_stream.h>
#include <grpcpp/support/sync_stream.h>
#include <httplib.h>

task<void> tick();

task<void> curl_transfer_bad(CURL *easy, CURLM *multi) {
  int running;
  curl_easy_setopt(easy, CURLOPT_URL, "http://localhost");
  curl_easy_perform(easy); // warns: (http)
  curl_multi_perform(multi, &running);
  curl_multi_wait(multi, nullptr, 0, 1000, nullptr); // warns: (http)
  curl_multi_wait(multi, nullptr, 0, 0, nullptr);
  curl_multi_poll(multi, nullptr, 0, 1000, nullptr); // warns: (http)
  curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
  curl_easy_cleanup(easy);
  co_await tick();
}

task<void> httplib_client_bad(httplib::Server &server) {
  httplib::Client client("http://localhost");
  client.set_read_timeout(5);
  auto r = client.Get("/"); // warns: (http)
  client.Post("/", "body", "text/plain"); // warns: (http)
  client.Put("/", "body", "text/plain"); // warns: (http)
  client.Delete("/"); // warns: (http)
  client.stop();
  server.Get("/", [](const httplib::Request &, httplib::Response &) {});
  server.listen("0.0.0.0", 80); // warns: (network)
  server.stop();
  co_await tick();
}

task<void> grpc_streams_bad(grpc::ClientReader<grpc::ByteBuffer> &r, grpc::ClientWriter<grpc::ByteBuffer> &w,
                            grpc::ClientReaderWriter<grpc::ByteBuffer, grpc::ByteBuffer> &rw, grpc::CompletionQueue &q,
                            grpc::Server &server, std::shared_ptr<grpc::Channel> channel) {
  grpc::ByteBuffer x;
  void *tag;
  bool ok;
  r.Read(&x); // warns: (network)
  r.Finish(); // warns: (network)
  w.WritesDone(); // warns: (network)
  rw.Read(&x); // warns: (network)
  q.Next(&tag, &ok); // warns: (wait)
  channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(1)); // warns: (network)
  server.Wait(); // warns: (wait)
  server.Shutdown(); // warns: (wait)
  co_await tick();
}

task<void> grpc_streams_ok(grpc::ClientAsyncReader<grpc::ByteBuffer> &ar, grpc::CompletionQueue &q,
                           std::shared_ptr<grpc::Channel> channel) {
  grpc::ByteBuffer x;
  void *tag;
  bool ok;
  ar.Read(&x, nullptr);
  q.AsyncNext(&tag, &ok, std::chrono::system_clock::time_point{});
  q.Shutdown();
  channel->GetState(true);
  co_await tick();
}
