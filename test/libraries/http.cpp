// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcurl, cpp-httplib and gRPC's streams and queues; cpr (a stand-in).
// RUN: %lint %s blocking-call -- -I %S/Inputs
#include "task.hpp"
#include <curl/curl.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/server.h>
#include <grpcpp/support/async_stream.h>
#include <grpcpp/support/sync_stream.h>
#include <httplib.h>
#include <chrono>
#include <cpr.hpp>
#include <unistd.h>

using namespace std::chrono_literals;

task<void> tick();

task<void> curl_transfer_bad(CURL *easy, CURLM *multi) {
  curl_easy_perform(easy); // warns: (http)
  curl_multi_wait(multi, nullptr, 0, 1000, nullptr); // warns: (http)
  curl_multi_poll(multi, nullptr, 0, 1000, nullptr); // warns: (http)
  co_await tick();
}

task<void> curl_transfer_ok(CURL *easy, CURLM *multi) {
  int running;
  curl_easy_setopt(easy, CURLOPT_URL, "http://localhost");
  curl_multi_perform(multi, &running);
  curl_multi_wait(multi, nullptr, 0, 0, nullptr);
  curl_multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running);
  curl_easy_cleanup(easy);
  co_await tick();
}

task<void> httplib_client_bad(httplib::Server &server) {
  httplib::Client client("http://localhost");
  auto r = client.Get("/"); // warns: (http)
  client.Post("/", "body", "text/plain"); // warns: (http)
  client.Put("/", "body", "text/plain"); // warns: (http)
  client.Delete("/"); // warns: (http)
  server.listen("0.0.0.0", 80); // warns: (network)
  co_await tick();
}

task<void> httplib_client_ok(httplib::Server &server) {
  httplib::Client client("http://localhost");
  client.set_read_timeout(5);
  client.stop();
  server.Get("/", [](const httplib::Request &, httplib::Response &) {});
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

task<void> cpr_requests_bad(cpr::Session &session, cpr::MultiPerform &several, cpr::AsyncResponse later,
                            cpr::ThreadPool &pool) {
  cpr::Response response = cpr::Get(cpr::Url("http://localhost")); // warns: 'cpr::Get'
  cpr::Post(cpr::Url("http://localhost"), cpr::Body("x")); // warns: 'cpr::Post'
  cpr::MultiGet(cpr::Url("http://localhost")); // warns: 'cpr::MultiGet'
  session.Get(); // warns: 'cpr::Session::Get'
  session.Head(); // warns: 'cpr::Session::Head'
  several.Get(); // warns: 'cpr::MultiPerform::Get'
  later.wait(); // warns: 'cpr::AsyncResponse::wait'
  later.wait_for(1s); // warns: 'cpr::AsyncResponse::wait_for'
  (void)later.get(); // warns: 'cpr::AsyncResponse::get'
  pool.Wait(); // warns: 'cpr::ThreadPool::Wait'
  co_await tick();
}

task<void> cpr_requests_ok(cpr::Session &session, cpr::ThreadPool &pool) {
  session.SetUrl(cpr::Url("http://localhost"));
  session.PrepareGet();
  auto later = cpr::GetAsync(cpr::Url("http://localhost"));
  later.wait_for(0s);
  later.valid();
  cpr::GetCallback([](cpr::Response) { return 1; }, cpr::Url("http://localhost"));
  auto other = session.GetAsync();
  pool.Submit([] { sleep(1); });
  co_await tick();
}

task<void> grpc_rarer_bad(grpc::ClientReader<grpc::ByteBuffer> &r, grpc::ServerWriter<grpc::ByteBuffer> &w,
                          std::shared_ptr<grpc::Channel> channel, grpc_completion_queue *queue) {
  r.WaitForInitialMetadata(); // warns: (network)
  w.SendInitialMetadata(); // warns: (network)
  channel->WaitForStateChange(GRPC_CHANNEL_READY, std::chrono::system_clock::now() + 1s); // warns: (network)
  grpc_completion_queue_next(queue, gpr_inf_future(GPR_CLOCK_REALTIME), nullptr); // warns: (wait)
  gpr_sleep_until(gpr_inf_future(GPR_CLOCK_REALTIME)); // warns: (sleep)
  co_await tick();
}
