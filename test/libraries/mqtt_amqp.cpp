// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Paho MQTT in C and C++, and RabbitMQ's C client.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <MQTTAsync.h>
#include <MQTTClient.h>
#include <amqp.h>
#include <amqp_framing.h>
#include <mqtt/async_client.h>
#include <mqtt/client.h>

using namespace std::chrono_literals;

task<void> tick();

task<void> mqtt_c_bad(MQTTClient client, MQTTAsync async, MQTTClient_connectOptions *options) {
  MQTTClient_deliveryToken token;
  MQTTClient_message *message;
  char *topic;
  int n;
  MQTTClient_connect(client, options); // warns: (network)
  MQTTClient_subscribe(client, "t", 1); // warns: (network)
  MQTTClient_publish(client, "t", 1, "x", 1, 0, &token); // warns: (network)
  MQTTClient_waitForCompletion(client, token, 1000); // warns: (network)
  MQTTClient_receive(client, &topic, &n, &message, 1000); // warns: (network)
  MQTTClient_yield(); // warns: (network)
  MQTTClient_disconnect(client, 1000); // warns: (network)
  MQTTAsync_waitForCompletion(async, 1, 1000); // warns: (network)
  co_await tick();
}

task<void> mqtt_c_ok(MQTTClient client, MQTTAsync async, MQTTAsync_connectOptions *async_options) {
  MQTTClient_isConnected(client);
  MQTTAsync_connect(async, async_options);
  MQTTAsync_subscribe(async, "t", 1, nullptr);
  MQTTAsync_send(async, "t", 1, "x", 1, 0, nullptr);
  MQTTAsync_isComplete(async, 1);
  co_await tick();
}

task<void> mqtt_cpp_bad(mqtt::client &client, mqtt::async_client &async, mqtt::const_message_ptr message) {
  client.connect(); // warns: (network)
  client.subscribe("t", 1); // warns: (network)
  client.publish(message); // warns: (network)
  client.consume_message(); // warns: (network)
  client.try_consume_message_for(&message, 1s); // warns: (network)
  client.disconnect(); // warns: (network)
  auto token = async.connect();
  token->wait(); // warns: (network)
  token->wait_for(1s); // warns: (network)
  async.publish(message)->wait(); // warns: (network)
  async.consume_message(); // warns: (network)
  token->get_connect_response(); // warns: (network)
  co_await tick();
}

task<void> mqtt_cpp_ok(mqtt::client &client, mqtt::async_client &async, mqtt::const_message_ptr message) {
  client.try_consume_message(&message);
  client.try_consume_message_for(&message, 0s);
  client.is_connected();
  auto token = async.connect();
  token->wait_for(0s);
  token->try_wait();
  async.publish(message);
  co_await tick();
}

task<void> amqp_bad(amqp_connection_state_t c, amqp_socket_t *s) {
  amqp_envelope_t envelope;
  amqp_frame_t frame;
  struct timeval zero = {0, 0}, second = {1, 0};
  amqp_socket_open(s, "localhost", 5672); // warns: (network)
  amqp_socket_open_noblock(s, "localhost", 5672, &second); // warns: (network)
  amqp_socket_open_noblock(s, "localhost", 5672, nullptr); // warns: (network)
  amqp_login(c, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, "a", "b"); // warns: (network)
  amqp_channel_open(c, 1); // warns: (network)
  amqp_queue_declare(c, 1, amqp_empty_bytes, 0, 0, 0, 1, amqp_empty_table); // warns: (network)
  amqp_basic_publish(c, 1, amqp_empty_bytes, amqp_empty_bytes, 0, 0, nullptr, amqp_empty_bytes); // warns: (network)
  amqp_consume_message(c, &envelope, nullptr, 0); // warns: (network)
  amqp_consume_message(c, &envelope, &second, 0); // warns: (network)
  amqp_simple_wait_frame(c, &frame); // warns: (network)
  amqp_channel_close(c, 1, AMQP_REPLY_SUCCESS); // warns: (network)
  co_await tick();
}

task<void> amqp_ok(amqp_connection_state_t c) {
  amqp_envelope_t envelope;
  amqp_frame_t frame;
  struct timeval zero = {0, 0}, second = {1, 0};
  amqp_get_rpc_reply(c);
  amqp_consume_message(c, &envelope, &zero, 0);
  amqp_simple_wait_frame_noblock(c, &frame, &zero);
  amqp_frames_enqueued(c);
  amqp_maybe_release_buffers(c);
  amqp_destroy_connection(c);
  co_await tick();
}

task<void> amqp_rarer_bad(amqp_connection_state_t c, amqp_frame_t *frame) {
  amqp_basic_get(c, 1, amqp_empty_bytes, 0); // warns: (network)
  amqp_send_frame(c, frame); // warns: (network)
  co_await tick();
}
