// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is run with and without `corolint profile` (profile.py):
//   bench-profile serve             an echo server on a bare epoll loop, which
//                                   prints its port, and ends with its last
//                                   connection; prints its processor time
//   bench-profile load PORT COUNT   eight connections that send COUNT messages
//                                   each, one after the other; prints seconds
//   bench-profile call COUNT        calls that return at once, in a turn;
//                                   prints nanoseconds of a read and of a turn
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

static constexpr int Connections = 8;

template <class T> static T check(T Result, const char *What) {
  if (Result < 0) {
    perror(What);
    exit(1);
  }
  return Result;
}

static double processorTime() {
  rusage Usage;
  getrusage(RUSAGE_SELF, &Usage);
  auto Seconds = [](timeval T) { return T.tv_sec + T.tv_usec / 1e6; };
  return Seconds(Usage.ru_utime) + Seconds(Usage.ru_stime);
}

static double now() {
  return std::chrono::duration<double>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

static sockaddr_in local(int Port) {
  sockaddr_in Address{};
  Address.sin_family = AF_INET;
  Address.sin_port = htons(Port);
  Address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return Address;
}

static void serve() {
  int Listener = check(socket(AF_INET, SOCK_STREAM, 0), "socket");
  sockaddr_in Address = local(0);
  socklen_t Size = sizeof Address;
  auto *Any = reinterpret_cast<sockaddr *>(&Address);
  check(bind(Listener, Any, Size), "bind");
  check(listen(Listener, Connections), "listen");
  check(getsockname(Listener, Any, &Size), "getsockname");
  printf("%d\n", ntohs(Address.sin_port));
  fflush(stdout);
  int Events = check(epoll_create1(0), "epoll_create1");
  auto Watch = [&](int File) {
    epoll_event Event{};
    Event.events = EPOLLIN;
    Event.data.fd = File;
    check(epoll_ctl(Events, EPOLL_CTL_ADD, File, &Event), "epoll_ctl");
  };
  Watch(Listener);
  int Accepted = 0, Open = 0;
  double Begin = 0;
  while (Accepted < Connections || Open > 0) {
    epoll_event Ready[Connections];
    int Count = epoll_wait(Events, Ready, Connections, -1);
    for (int I = 0; I < Count; ++I) {
      int File = Ready[I].data.fd;
      if (File == Listener) {
        int Peer = check(accept(Listener, nullptr, nullptr), "accept");
        int On = 1;
        setsockopt(Peer, IPPROTO_TCP, TCP_NODELAY, &On, sizeof On);
        Watch(Peer);
        ++Open;
        if (++Accepted == Connections)
          Begin = processorTime();
        continue;
      }
      char Message[256];
      ssize_t Length = read(File, Message, sizeof Message);
      if (Length <= 0) {
        close(File);
        --Open;
      } else if (write(File, Message, Length) != Length) {
        exit(1);
      }
    }
  }
  printf("%.9f\n", processorTime() - Begin);
}

static void load(int Port, long Count) {
  std::vector<int> Files;
  for (int I = 0; I < Connections; ++I) {
    int File = check(socket(AF_INET, SOCK_STREAM, 0), "socket");
    sockaddr_in Address = local(Port);
    check(connect(File, reinterpret_cast<sockaddr *>(&Address), sizeof Address),
          "connect");
    int On = 1;
    setsockopt(File, IPPROTO_TCP, TCP_NODELAY, &On, sizeof On);
    Files.push_back(File);
  }
  double Begin = now();
  char Message[64] = "a message of sixty-four bytes";
  for (long I = 0; I < Count; ++I) {
    for (int File : Files)
      check(write(File, Message, sizeof Message), "write");
    for (int File : Files)
      check(read(File, Message, sizeof Message), "read");
  }
  printf("%.9f\n", now() - Begin);
}

static void call(long Count) {
  int Events = check(epoll_create1(0), "epoll_create1");
  int Zero = check(open("/dev/zero", O_RDONLY), "open");
  epoll_event Ready;
  auto Turn = [&] { epoll_wait(Events, &Ready, 1, 0); };
  char Byte;
  auto Measure = [&](auto Step) {
    Turn();
    // So short that some round isn't interrupted by other programs.
    constexpr int Length = 200;
    double Fastest = 1e9;
    for (long Round = 0; Round < Count / Length; ++Round) {
      double Begin = now();
      for (int I = 0; I < Length; ++I)
        Step();
      double Each = (now() - Begin) * 1e9 / Length;
      Fastest = Each < Fastest ? Each : Fastest;
      Turn();
    }
    return Fastest;
  };
  double Read = Measure([&] { (void)!read(Zero, &Byte, 0); });
  printf("%.2f %.2f\n", Read, Measure(Turn));
}

int main(int argc, char **argv) {
  if (argc == 2 && !strcmp(argv[1], "serve"))
    serve();
  else if (argc == 4 && !strcmp(argv[1], "load"))
    load(atoi(argv[2]), atol(argv[3]));
  else if (argc == 3 && !strcmp(argv[1], "call"))
    call(atol(argv[2]));
  else
    return 2;
}
