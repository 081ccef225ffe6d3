# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A client that asks a language server about files."""

import json
import subprocess
from pathlib import Path


class Client:
    """`flags` compile files that are in no compile database, `capabilities` come on top of what this client can do."""

    def __init__(self, *command, flags=(), capabilities=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL)
        self.sequence = 0
        self.capabilities = self.request("initialize", {
            "processId": None, "rootUri": None, "initializationOptions": {"fallbackFlags": list(flags)},
            "capabilities": {"textDocument": {
                "publishDiagnostics": {"relatedInformation": True, "codeActionsInline": True}, **(capabilities or {})}}})["capabilities"]
        self.notify("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (header := self.process.stdout.readline().strip()):
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise EOFError("the language server has ended")
        return json.loads(self.process.stdout.read(length))

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        self.sequence += 1
        self.send({"id": self.sequence, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.sequence:
            pass
        return message.get("result")

    def open(self, file, text):
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": Path(file).as_uri(), "languageId": "cpp", "version": 1, "text": text}})

    def change(self, file, version, text):
        """Makes `text` of the open file, and wants to hear of it, however soon the next change comes."""
        self.notify("textDocument/didChange", {"textDocument": {"uri": Path(file).as_uri(), "version": version},
                                               "contentChanges": [{"text": text}], "wantDiagnostics": True})

    def save(self, file):
        self.notify("textDocument/didSave", {"textDocument": {"uri": Path(file).as_uri()}})

    def published(self, file, version=None):
        """The next diagnostics of a file that the server publishes, of that version if one is given."""
        uri = Path(file).as_uri()
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri and (
                    version is None or message["params"].get("version") == version):
                return message["params"]["diagnostics"]

    def first_published(self, files):
        """(file, diagnostics) of files that were opened, in the order in which the server is done with them."""
        waiting = {Path(file).as_uri(): file for file in files}
        while waiting:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                if file := waiting.pop(message["params"]["uri"], None):
                    yield file, message["params"]["diagnostics"]

    def diagnostics(self, file):
        """What the server says of a file once it has read all of it."""
        self.open(file, Path(file).read_text())
        return self.published(file)

    def close(self):
        self.request("shutdown", None)
        self.notify("exit", None)
        self.process.wait()
