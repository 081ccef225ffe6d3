// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check_model %s
// The test derives from the classes, and some of them are final:
// flags: -Dfinal=
// class: grpc::ClientReader = grpc::ClientReader<int>
// class: grpc::ClientReaderInterface = grpc::ClientReaderInterface<int>
// class: grpc::ClientReaderWriter = grpc::ClientReaderWriter<int, int>
// class: grpc::ClientReaderWriterInterface = grpc::ClientReaderWriterInterface<int, int>
// class: grpc::ClientWriter = grpc::ClientWriter<int>
// class: grpc::ClientWriterInterface = grpc::ClientWriterInterface<int>
// class: grpc::ServerReader = grpc::ServerReader<int>
// class: grpc::ServerReaderInterface = grpc::ServerReaderInterface<int>
// class: grpc::ServerReaderWriter = grpc::ServerReaderWriter<int, int>
// class: grpc::ServerReaderWriterInterface = grpc::ServerReaderWriterInterface<int, int>
// class: grpc::ServerSplitStreamer = grpc::ServerSplitStreamer<int, int>
// class: grpc::ServerUnaryStreamer = grpc::ServerUnaryStreamer<int, int>
// class: grpc::ServerWriter = grpc::ServerWriter<int>
// class: grpc::ServerWriterInterface = grpc::ServerWriterInterface<int>
// class: grpc::internal::ReaderInterface = grpc::internal::ReaderInterface<int>
// class: grpc::internal::WriterInterface = grpc::internal::WriterInterface<int>
// class: grpc::internal::ClientReaderFactory = grpc::internal::ClientReaderFactory<int>
// class: grpc::internal::ClientWriterFactory = grpc::internal::ClientWriterFactory<int>
// class: grpc::internal::ClientReaderWriterFactory = grpc::internal::ClientReaderWriterFactory<int, int>
// class: grpc::internal::BlockingUnaryCallImpl = grpc::internal::BlockingUnaryCallImpl<int, int>
#include <grpc/grpc.h>
#include <grpc/support/sync.h>
#include <grpc/support/time.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/client_unary_call.h>
#include <grpcpp/support/sync_stream.h>
