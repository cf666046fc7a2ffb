"""A receiver of webhooks that behaves as it is told, for the tests.

    webhook_server.py RECORD [--tls CERTIFICATE KEY] [--port PORT]

Prints its port as a line, then serves until it is killed. What it has accepted it appends to RECORD
before it answers: one line of JSON for each request, synced to the disk. How it behaves is the
path of the request:

    /ok              204
    /status/CODE     that status, with a body; ?retry-after=… and ?location=… as header fields
    /once/CODE       that status to the first request with an id, 204 from the second on
    /slow            no answer, ever
    /trickle         200, and a body of which a byte comes now and then, without end
    /huge/CODE       that status and a body of 1 GB
    /drop            takes the request and closes the connection without an answer
    /half            closes it in the middle of the head of the answer
    /hold            200 once the file RECORD.release is there; RECORD tells that it waits
    /echo            200, and what was received as body
"""

import json
import os
import socket
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

record_path = sys.argv[1]
record_lock = threading.Lock()
seen = set()


def record(entry):
    with record_lock:
        with open(record_path, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # What is written goes out at once.
    wbufsize = 0

    def log_message(self, *arguments):
        pass

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def answer(self, status, body=b"", fields=()):
        self.send_response(status)
        for name, value in fields:
            self.send_header(name, value)
        if status != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        url = urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        self.entry = {
            "path": self.path,
            "id": self.headers["webhook-id"],
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode("utf-8"),
            "connection": self.client_address[1],
        }
        name = "do_" + parts[0]
        getattr(self, name)(*parts[1:], **{k.replace("-", "_"): v[0] for k, v in parse_qs(url.query).items()})

    def keep(self, accepted):
        record({**self.entry, "accepted": accepted})

    def do_ok(self):
        self.keep(True)
        self.answer(204)

    def do_echo(self):
        self.keep(True)
        self.answer(200, self.entry["body"].encode("utf-8"))

    def do_status(self, code, retry_after=None, location=None):
        self.keep(code.startswith("2"))
        fields = []
        if retry_after is not None:
            fields.append(("retry-after", retry_after))
        if location is not None:
            fields.append(("location", location))
        self.answer(int(code), f"the answer is {code}\n\x1b[31mred".encode(), fields)

    def do_once(self, code):
        identifier = self.entry["id"]
        with record_lock:
            is_first = identifier not in seen
            seen.add(identifier)
        if is_first:
            self.keep(False)
            self.answer(int(code), b"not now")
        else:
            self.do_ok()

    def do_slow(self):
        self.keep(False)
        while self.connection.recv(1):
            pass
        self.close_connection = True

    def do_trickle(self):
        self.keep(True)
        self.send_response(200)
        self.send_header("content-length", "1000000")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b".")
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def do_huge(self, code):
        self.keep(code.startswith("2"))
        size = 1 << 30
        self.send_response(int(code))
        self.send_header("content-length", str(size))
        self.end_headers()
        block = b"x" * 65536
        sent = 0
        try:
            while sent < size:
                sent += self.connection.send(block)
        except OSError:
            pass
        self.close_connection = True
        record({"path": "/huge-sent", "id": self.entry["id"], "sent": sent})

    def do_drop(self):
        self.keep(False)
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def do_half(self):
        self.keep(False)
        self.connection.sendall(b"HTTP/1.1 200 O")
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def do_hold(self):
        self.keep(True)
        # The other end may be killed meanwhile; the file says when to answer.
        while not os.path.exists(record_path + ".release"):
            time.sleep(0.01)
        try:
            self.answer(204)
        except OSError:
            self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        # A client that goes away, or does not trust the certificate, is what the tests are about.
        pass


def option(name, count):
    if name not in sys.argv:
        return None
    place = sys.argv.index(name)
    return sys.argv[place + 1 : place + 1 + count]


def main():
    port = option("--port", 1)
    server = Server(("127.0.0.1", int(port[0]) if port else 0), Handler)
    tls = option("--tls", 2)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False)
    print(server.server_address[1], flush=True)
    server.serve_forever()


main()
