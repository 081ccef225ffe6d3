// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// librdkafka, in C and in C++: polling with and without a timeout.
// RUN: %lint %s blocking-call
#include "task.hpp"
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafkacpp.h>

task<void> tick();

task<void> kafka_c_bad(rd_kafka_t *rk, rd_kafka_topic_t *topic, rd_kafka_queue_t *q,
                       rd_kafka_topic_partition_list_t *list) {
  rd_kafka_poll(rk, 100); // warns: (network)
  rd_kafka_consumer_poll(rk, 1000); // warns: (network)
  rd_kafka_consume(topic, 0, 1000); // warns: (network)
  rd_kafka_queue_poll(q, -1); // warns: (network)
  rd_kafka_produce(topic, 0, RD_KAFKA_MSG_F_COPY | RD_KAFKA_MSG_F_BLOCK, nullptr, 0, nullptr, 0, nullptr); // warns: (wait)
  rd_kafka_flush(rk, 10 * 1000); // warns: (network)
  rd_kafka_commit(rk, list, 0); // warns: (network)
  rd_kafka_committed(rk, list, 5000); // warns: (network)
  const rd_kafka_metadata_t *metadata;
  rd_kafka_metadata(rk, 1, nullptr, &metadata, 5000); // warns: (network)
  int64_t low, high;
  rd_kafka_query_watermark_offsets(rk, "t", 0, &low, &high, 1000); // warns: (network)
  rd_kafka_init_transactions(rk, 1000); // warns: (network)
  rd_kafka_commit_transaction(rk, -1); // warns: (network)
  rd_kafka_consumer_close(rk); // warns: (network)
  rd_kafka_destroy(rk); // warns: (wait)
  co_await tick();
}

task<void> kafka_c_ok(rd_kafka_t *rk, rd_kafka_topic_t *topic, rd_kafka_topic_partition_list_t *list) {
  rd_kafka_poll(rk, 0);
  rd_kafka_consumer_poll(rk, 0);
  rd_kafka_produce(topic, 0, RD_KAFKA_MSG_F_COPY, nullptr, 0, nullptr, 0, nullptr);
  rd_kafka_flush(rk, 0);
  rd_kafka_commit(rk, list, 1);
  rd_kafka_position(rk, list);
  rd_kafka_subscribe(rk, list);
  int64_t low, high;
  rd_kafka_get_watermark_offsets(rk, "t", 0, &low, &high);
  rd_kafka_begin_transaction(rk);
  rd_kafka_outq_len(rk);
  co_await tick();
}

task<void> kafka_cpp_bad(RdKafka::KafkaConsumer *consumer, RdKafka::Consumer *simple, RdKafka::Producer *producer,
                         RdKafka::Queue *queue, RdKafka::Topic *topic, RdKafka::Message *message,
                         std::vector<RdKafka::TopicPartition *> offsets) {
  consumer->consume(1000); // warns: (network)
  consumer->poll(100); // warns: (network)
  consumer->commitSync(); // warns: (network)
  consumer->commitSync(message); // warns: (network)
  consumer->committed(offsets, 1000); // warns: (network)
  consumer->close(); // warns: (network)
  simple->consume(topic, 0, 1000); // warns: (network)
  simple->consume(queue, 1000); // warns: (network)
  producer->flush(1000); // warns: (network)
  producer->produce(topic, 0, RdKafka::Producer::RK_MSG_COPY | RdKafka::Producer::RK_MSG_BLOCK, nullptr, 0, nullptr, nullptr); // warns: (wait)
  RdKafka::wait_destroyed(5000); // warns: (wait)
  co_await tick();
}

task<void> kafka_cpp_ok(RdKafka::KafkaConsumer *consumer, RdKafka::Consumer *simple, RdKafka::Producer *producer,
                        RdKafka::Queue *queue, RdKafka::Topic *topic, RdKafka::Message *message) {
  consumer->consume(0);
  consumer->commitAsync();
  consumer->commitAsync(message);
  consumer->subscribe({"t"});
  consumer->close(queue);
  simple->consume(topic, 0, 0);
  simple->consume(queue, 0);
  producer->poll(0);
  producer->produce(topic, 0, RdKafka::Producer::RK_MSG_COPY, nullptr, 0, nullptr, nullptr);
  producer->outq_len();
  co_await tick();
}

task<void> kafka_rarer_bad(rd_kafka_t *rk, rd_kafka_topic_t *topic, const struct rd_kafka_group_list *groups) {
  rd_kafka_seek(topic, 0, 1, 100); // warns: (network)
  rd_kafka_list_groups(rk, nullptr, &groups, 100); // warns: (network)
  rd_kafka_clusterid(rk, 100); // warns: (network)
  rd_kafka_wait_destroyed(100); // warns: (wait)
  co_await tick();
}
