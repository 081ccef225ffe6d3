# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The sample service under load, on a computer whose disk and name server are slow (Inputs/slow.cpp)."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

INPUTS = Path(__file__).parent / "Inputs"


class Client:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.replies = self.socket.makefile()

    def send(self, request):
        self.socket.sendall(f"{request}\n".encode())

    def receive(self, wanted):
        reply = self.replies.readline()
        assert reply.startswith(wanted), f"{reply!r}, not {wanted}"

    def ask(self, request, wanted="OK"):
        self.send(request)
        self.receive(wanted)


@contextlib.contextmanager
def readers(port, count):
    """So many clients that ask for a key again and again meanwhile; what each has waited at most, once they have left."""
    left, longest = threading.Event(), [0.0] * count

    def read(client, index):
        client.ask("GET key7", "OK valuevalue")  # Answered once the service has read its store.
        while not left.wait(0.005):
            begin = time.monotonic()
            client.ask("GET key7", "OK valuevalue")
            longest[index] = max(longest[index], time.monotonic() - begin)

    threads = [threading.Thread(target=read, args=(Client(port), index)) for index in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield longest
    finally:
        left.set()
        for thread in threads:
            thread.join()


def library(clang, folder, name):
    """What Inputs/name.cpp makes."""
    made = folder / f"{name}.so"
    subprocess.run([clang, "-std=c++20", "-g", "-shared", "-fPIC", INPUTS / f"{name}.cpp", "-o", made], check=True)
    return made


class Site:
    """A folder to serve from: its files are on the slow disk."""

    def __init__(self, clang, folder, with_plugin):
        self.folder = folder / "site"
        (self.folder / "profiles").mkdir(parents=True)
        (self.folder / "profiles/anna").write_text("Ahoj\n")
        database = sqlite3.connect(self.folder / "db")
        with database:
            database.execute("CREATE TABLE entry(key TEXT PRIMARY KEY, value TEXT NOT NULL)")
            database.executemany("INSERT INTO entry VALUES(?, ?)", ((f"key{i}", "value" * 10) for i in range(100)))
        database.close()
        # Nobody listens there.
        self.upstream = socket.socket()
        self.upstream.bind(("127.0.0.1", 0))
        self.slow = library(clang, folder, "slow")
        settings = {name: self.folder / file for name, file in
                    [("database", "db"), ("audit", "audit"), ("backup", "backup"), ("profiles", "profiles")]}
        settings |= {"upstream_host": "127.0.0.1", "upstream_service": self.upstream.getsockname()[1]}
        if with_plugin:
            settings["plugin"] = library(clang, folder, "plugin")
        self.with_plugin = with_plugin
        (self.folder / "config").write_text("".join(f"{name} = {value}\n" for name, value in settings.items()))

    def audited(self, line):
        return (self.folder / "audit").read_text().count(line)

    def serve(self, *command, rounds):
        """Runs the service until it has answered that often everything that it can be asked; the longest that anybody
        who asked for a single key has waited, in seconds."""
        environment = {**os.environ, "SLOW": str(self.folder), "LD_PRELOAD": str(self.slow)}
        service = subprocess.Popen([*command, "--port", "0", "--config", self.folder / "config"], env=environment,
                                   stdout=subprocess.PIPE, text=True)
        try:
            port = int(service.stdout.readline().rpartition(":")[2])
            with readers(port, 4) as longest:
                for number in range(1, rounds + 1):
                    self.ask_everything(port, number)
            service.send_signal(signal.SIGTERM)
            assert service.wait(120) == 0, f"the service ended with {service.returncode}"
        finally:
            service.kill()
            service.wait()
        return max(longest)

    def ask_everything(self, port, number):
        client, other = Client(port), Client(port)
        client.ask("RELOAD")
        client.ask("GET key7", "OK valuevalue")
        client.ask(f"SET key{number} new")
        client.ask("PULL far", "ERR upstream")
        client.ask("FLUSH")
        client.ask("BACKUP", "OK 100")
        client.ask("STATS")
        if self.with_plugin:
            client.ask("ASK why", "OK why")
        # While the storage thread waits for the disk, somebody wants something else of it.
        before = self.audited("HELLO anna")
        other.send("HELLO anna")
        while self.audited("HELLO anna") == before:
            time.sleep(0.001)
        client.ask("DIGEST")
        other.receive("OK Ahoj, anna")
