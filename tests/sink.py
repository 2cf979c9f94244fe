"""A mail server that really listens and does as it is told. Run: python -m tests.sink PORT FILE MODE

Each accepted mail becomes a line of FILE: {"to", "subject", "message_id", "unsubscribe", "text"}, unsubscribe
being the List-Unsubscribe header of a mail with One-Click, else null. MODE, with an optional /number:
  ok, drop (says ok and keeps nothing), slow/milliseconds (has the mail and takes its time to say so),
  tempfail, permfail, refuse (5xx for the content), busy (4xx for the address),
  lost (accepts the mail, then hangs up without a word), lost/n (that for each nth), goodbye/n (421 after n),
  moody (hangs up on readers whose address begins with "moody"),
  stranger (5xx for our own address), slam (5xx for the first address, then hangs up).
Before it, "pipelining+" makes the server take PIPELINING, as most servers do.
"""

import asyncio
import json
import sys
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP


class Sink:
    def __init__(self, path, mode="ok"):
        self.path = path
        self.takes_pipelining = mode.startswith("pipelining+")
        self.mode, _, number = mode.removeprefix("pipelining+").partition("/")
        self.number = int(number or 0)
        self.seen = 0
        self.has_slammed = False

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        return [*(["250-PIPELINING"] if self.takes_pipelining else []), *responses]

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mode == "stranger":
            return "550 5.7.1 We do not know you"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.mode == "busy":
            return "450 4.2.1 Try later"
        if self.mode == "permfail":
            return f"550 5.1.1 <{address}>: no such user"
        if self.mode == "slam" and not self.has_slammed:
            self.has_slammed = True
            server.transport.write(b"550 5.1.1 No such user\r\n")
            server.transport.close()
            return "421 4.3.2 Closing"
        if self.mode == "moody" and address.startswith("moody"):
            server.transport.write(b"421 4.3.2 Closing\r\n")
            server.transport.close()
            return "421 4.3.2 Closing"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.seen += 1
        if self.mode == "tempfail":
            return "451 4.3.0 Try later"
        if self.mode == "refuse":
            return "554 5.7.1 We do not like the content"
        if self.mode == "goodbye" and self.seen % self.number == 0:
            server.transport.write(b"421 4.3.2 Closing\r\n")
            server.transport.close()
            return "421 4.3.2 Closing"
        if self.mode == "drop":
            return "250 OK"
        self.keep(envelope)
        if self.mode == "slow":
            await asyncio.sleep(self.number / 1000)
        if self.mode == "lost" and self.seen % max(self.number, 1) == 0:
            server.transport.abort()
        return "250 OK"

    def keep(self, envelope):
        message = message_from_bytes(envelope.content, policy=policy.default)
        line = {
            "to": envelope.rcpt_tos[0],
            "subject": message["Subject"],
            "message_id": message["Message-ID"],
            "unsubscribe": one_click(message),
            "text": message.get_body(("plain",)).get_content(),
        }
        with open(self.path, "a") as file:
            file.write(json.dumps(line) + "\n")


def one_click(message):
    """The header as RFC 8058 wants it: an address that takes a POST of List-Unsubscribe=One-Click."""
    is_one_click = message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return message["List-Unsubscribe"].strip() if is_one_click else None


class QuietSMTP(SMTP):
    """Without the traceback of a connection that the sink itself has cut."""

    async def handle_exception(self, error):
        return "451 4.3.0 Try later"


async def serve(port, path, mode):
    loop = asyncio.get_running_loop()
    sink = Sink(path, mode)
    server = await loop.create_server(lambda: QuietSMTP(sink, hostname="sink"), "127.0.0.1", port)
    print("ready", flush=True)  # noqa: T201  (whoever started us waits for this line)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
