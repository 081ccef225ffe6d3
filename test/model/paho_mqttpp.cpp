// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// class: mqtt::thread_queue = mqtt::thread_queue<int>
// absent: mqtt::async_client::consume_event (Paho MQTT C++ 1.5)
// absent: mqtt::async_client::try_consume_event_for (Paho MQTT C++ 1.5)
// absent: mqtt::async_client::try_consume_event_until (Paho MQTT C++ 1.5)
#include <mqtt/async_client.h>
#include <mqtt/client.h>
