"""A mail server for the tests, on aiosmtpd: it keeps what it is given in a folder.

    smtp_server.py serve FOLDER [--tls starttls|implicit] [--certificate PEM --key PEM]
                   [--user NAME --password TEXT]
    smtp_server.py parse FILE

`serve` prints its port, and ends when its input does. What becomes of a mail depends on whom it is
for: gone@ is refused (550), busy@ is put off (451), once@ is put off the first time, spam@ and
full@ are answered after the content (554, 452), drop@ has the connection cut there, slow@ is never
answered. `parse` prints a mail as JSON, read by Python's own library.
"""

import argparse
import asyncio
import email
import email.policy
import json
import os
import ssl
import sys

PUT_OFF = "451 4.2.1 Mailbox busy,\ttry again later"


class Recorder:
    """Writes down every command, and every mail with its envelope."""

    def __init__(self, folder):
        self.folder = folder
        self.mails = 0
        self.put_off = set()
        self.connections = {}

    def note(self, command, session, **more):
        connection = self.connections.setdefault(session.peer, len(self.connections))
        line = {"command": command, "connection": connection,
                "encrypted": session.ssl is not None, **more}
        with open(os.path.join(self.folder, "commands.jsonl"), "a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.note("EHLO", session)
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.note("MAIL", session, address=address)
        if address.startswith("nobody@"):
            return "553 5.7.1 Sender address rejected"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.note("RCPT", session, address=address)
        mailbox = address.split("@")[0]
        if mailbox == "gone":
            return "550 5.1.1 No such mailbox"
        if mailbox == "busy":
            return PUT_OFF
        if mailbox == "once" and address not in self.put_off:
            self.put_off.add(address)
            return PUT_OFF
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mailbox = envelope.rcpt_tos[0].split("@")[0]
        self.note("DATA", session, mailbox=mailbox)
        if mailbox == "spam":
            return "554-5.7.1 This mail\r\n554 5.7.1 is not wanted here"
        if mailbox == "full":
            return "452 4.3.1 The disk is full"
        if mailbox == "drop":
            server.transport.abort()
            return "250 OK"
        if mailbox == "slow":
            await asyncio.Event().wait()
        self.mails += 1
        name = f"{self.mails:04}.eml"
        with open(os.path.join(self.folder, name + ".new"), "wb") as file:
            file.write(envelope.original_content)
        os.rename(os.path.join(self.folder, name + ".new"), os.path.join(self.folder, name))
        return "250 2.0.0 Kept"


def context(options):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(options.certificate, options.key)
    return tls


async def serve(options):
    from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

    recorder = Recorder(options.folder)

    def authenticate(server, session, envelope, mechanism, data):
        # What was tried is not written down, only whether it was right.
        right = (isinstance(data, LoginPassword) and data.login.decode() == options.user
                 and data.password.decode() == options.password)
        recorder.note("AUTH", session, right=right)
        return AuthResult(success=right, handled=False)

    def protocol():
        more = {}
        if options.tls == "starttls":
            more = {"tls_context": context(options), "require_starttls": True}
        if options.user:
            more |= {"authenticator": authenticate, "auth_required": True,
                     "auth_require_tls": options.tls == "starttls"}
        return SMTP(recorder, hostname="mail.test", enable_SMTPUTF8=False, loop=loop, **more)

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        protocol, "127.0.0.1", 0, ssl=context(options) if options.tls == "implicit" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    ended = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ended.set)
    await ended.wait()


def parse(options):
    with open(options.file, "rb") as file:
        content = file.read()
    mail = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    print(json.dumps({
        "headers": {name.lower(): str(value) for name, value in mail.items()},
        "names": [name for name, _ in mail.items()],
        "to": [{"name": to.display_name, "address": to.addr_spec}
               for to in mail["To"].addresses],
        "from": [{"name": to.display_name, "address": to.addr_spec}
                 for to in mail["From"].addresses],
        "type": mail.get_content_type(),
        # Lines end in CR LF on the way.
        "parts": [{"type": part.get_content_type(),
                   "text": part.get_content().replace("\r\n", "\n")} for part in parts],
        "defects": [str(defect) for part in mail.walk() for defect in part.defects]
        + [str(defect) for value in mail.values() for defect in value.defects],
        "longest": max(len(line) for line in content.split(b"\r\n")),
    }))


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    serving = commands.add_parser("serve")
    serving.add_argument("folder")
    serving.add_argument("--tls", choices=["starttls", "implicit"])
    for name in ["certificate", "key", "user", "password"]:
        serving.add_argument("--" + name)
    serving.set_defaults(run=lambda options: asyncio.run(serve(options)))
    parsing = commands.add_parser("parse")
    parsing.add_argument("file")
    parsing.set_defaults(run=parse)
    options = parser.parse_args()
    options.run(options)


main()
