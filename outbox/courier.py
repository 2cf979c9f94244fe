"""Carries mails over one connection, and says what the mail server's answer means for each.

SMTP has one moment that decides: the final dot of DATA. Before it nothing was handed over and the mail
may be tried again; after it the server has the mail, whether or not we hear the 250. `send` calls
`before_handover` at that moment, so that the caller can commit what must be known from then on.
"""

import re
import smtplib
import socket
from contextlib import suppress

from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

# Servers close a session that goes on for too long; Postfix's own clients stop at about this many.
MAILS_PER_CONNECTION = 100
# A server that ends the session over one mail may take the next: only after so many mails is it away.
HUNG_UP_IN_A_ROW = 3


class SendFailed(Exception):
    """A mail that did not go out. Its text is the server's, without addresses, for the log and the row."""


class TryLater(SendFailed):
    """A temporary refusal of this mail (4xx)."""


class ServerDown(TryLater):
    """No connection, or one the server ended: it says nothing about this mail."""


class Refused(SendFailed):
    """A refusal for good (5xx) of this mail, which says nothing about its address."""


class DeadAddressRefused(Refused):
    """A refusal for good of the address."""


class Uncertain(SendFailed):
    """Handed over, but the answer was lost: it may have gone out or not."""


class Courier:
    """Sends one mail after the other; use as a context manager. Reconnects where it has to."""

    def __init__(self):
        backend = get_connection()
        self._backend = TwoStepBackend() if type(backend) is EmailBackend else backend
        self._is_smtp = isinstance(self._backend, EmailBackend)
        self._sent = 0
        self._hung_up = 0  # times in a row
        self._was_met = False
        self.is_down = False  # whether there is no server to try the next mail with

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        with suppress(smtplib.SMTPException, OSError):
            self._backend.close()
        self._sent = 0

    def send(self, message, *, before_handover=None):
        """Send, or raise a SendFailed. What `before_handover` raises passes through; then nothing was sent."""
        self.is_down = self._was_met = False
        try:
            self._send(message, before_handover)
        except ServerDown:
            self._hung_up += 1
            self.is_down = not self._was_met or self._hung_up >= HUNG_UP_IN_A_ROW
            raise
        except SendFailed:
            self._hung_up = 0
            raise
        self._hung_up = 0

    def _send(self, message, before_handover):
        if not self._is_smtp:
            self._send_elsewhere(message, before_handover)
            return
        if self._sent >= MAILS_PER_CONNECTION:
            self.close()
        if not self._attempt(message, before_handover):
            self._attempt(message, before_handover)
        self._sent += 1

    def _send_elsewhere(self, message, before_handover):
        if before_handover:
            before_handover()
        try:
            self._backend.send_messages([message])
        except OSError as error:
            raise ServerDown(_words(error)) from error

    def _attempt(self, message, before_handover):
        """True when sent, False when a connection from before was gone: try a new one."""
        is_new = self._open()
        smtp = self._backend.connection
        smtp.before_handover, smtp.is_handed_over = before_handover, False
        try:
            self._backend.send_messages([message])
        except (smtplib.SMTPException, OSError) as error:
            failure = failure_of(error, is_handed_over=smtp.is_handed_over)
            if isinstance(failure, ServerDown | Uncertain):
                self.close()
            if isinstance(failure, ServerDown) and not is_new and not smtp.is_handed_over:
                return False
            raise failure from error
        except BaseException:
            smtp.close()  # before_handover refused in the middle of DATA: the session is of no more use
            self.close()
            raise
        return True

    def _open(self):
        """Whether a new connection had to be made."""
        try:
            is_new = self._backend.open()
            self._was_met = True
            return is_new
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise ServerDown(_words(error)) from error


def failure_of(error, *, is_handed_over=False):
    """The SendFailed that an error of smtplib means."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return _refusal(code, _decoded(text))
    if isinstance(error, smtplib.SMTPSenderRefused):
        # Our own address or configuration, whatever the code: no reason to give an address up.
        kind = ServerDown if error.smtp_code == 421 else TryLater
        return kind(without_addresses(f"{error.smtp_code} {_decoded(error.smtp_error)}"))
    if isinstance(error, smtplib.SMTPResponseException) and 400 <= error.smtp_code < 600:
        return _refusal(error.smtp_code, _decoded(error.smtp_error))
    return Uncertain(_words(error)) if is_handed_over else ServerDown(_words(error))


_ENHANCED = re.compile(r"^\s*([245])\.(\d{1,3})\.(\d{1,3})")
# RFC 3463, second figure of the code: 3 system, 4 network, 5 protocol, 6 content, 7 policy.
_ABOUT_ADDRESS = {"0", "1", "2"}


def _refusal(code, text):
    words = without_addresses(f"{code} {text}")
    if code == 421:
        return ServerDown(words)
    found = _ENHANCED.match(text)
    # A full mailbox (552, x.2.2) is a temporary state: RFC 5321, section 4.5.3.1.10.
    is_full = code == 552 or (found and found[2] == "2" and found[3] == "2")
    if not 500 <= code < 600 or is_full:
        return TryLater(words)
    return (Refused if found and found[2] not in _ABOUT_ADDRESS else DeadAddressRefused)(words)


def _decoded(text):
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def _words(error):
    return without_addresses(f"{type(error).__name__}: {error}")


def without_addresses(text):
    return re.sub(r"\S+@\S+", "<address>", " ".join(text.split()))[:300]


class _TwoSteps:
    """smtplib's DATA in two steps, with a call between the text and the final dot.

    Where the server takes PIPELINING (RFC 2920; nearly all do), sender, reader and DATA go to it together:
    a mail waits for two answers, not for four.
    """

    before_handover = None
    is_handed_over = False

    def sendmail(self, from_addr, to_addrs, msg, mail_options=(), rcpt_options=()):
        self.ehlo_or_helo_if_needed()
        if len(to_addrs) != 1 or not self.has_extn("pipelining"):
            return super().sendmail(from_addr, to_addrs, msg, mail_options, rcpt_options)
        self._begin(from_addr, to_addrs[0], len(msg))
        code, answer = self._text(msg)
        if code != 250:
            self._forget(code)
            raise smtplib.SMTPDataError(code, answer)
        return {}

    def _begin(self, from_addr, to, size):
        """Send the envelope and DATA as one, and raise what smtplib would where one of them is refused."""
        limit = f" SIZE={size}" if self.has_extn("size") else ""
        commands = [
            f"MAIL FROM:{smtplib.quoteaddr(from_addr)}{limit}",
            f"RCPT TO:{smtplib.quoteaddr(to)}",
            "DATA",
        ]
        if any(set(command) & {"\r", "\n"} for command in commands):
            raise ValueError("An address holds a line break.")
        self.send("".join(f"{command}\r\n" for command in commands))
        answers = self._answers(len(commands))
        sender, reader, data = answers
        if sender[0] == 250 and reader[0] in {250, 251} and data[0] == 354:
            return
        if data[0] == 354:
            # It waits for a text, though there is nobody to read it. Where it hangs up instead, what it said stands.
            with suppress(smtplib.SMTPServerDisconnected):
                self.send(b".\r\n")
                self.getreply()
        self._forget(answers[-1][0])
        if sender[0] != 250:
            raise smtplib.SMTPSenderRefused(*sender, from_addr)
        if reader[0] not in {250, 251}:
            raise smtplib.SMTPRecipientsRefused({to: reader})
        raise smtplib.SMTPDataError(*data)

    def _answers(self, count):
        """One answer for each of `count` commands; 421 from where the server ends the session.

        Hanging up after a refusal takes nothing back of it.
        """
        answers = []
        while len(answers) < count and (not answers or answers[-1][0] != 421):
            try:
                answers.append(self.getreply())
            except smtplib.SMTPServerDisconnected:
                if all(200 <= code < 300 for code, _ in answers):
                    raise
                answers.append((421, b"Hung up."))
        return answers + answers[-1:] * (count - len(answers))

    def _forget(self, code):
        """Make the session ready for another mail, or end it where the server does."""
        if code == 421:
            self.close()
        else:
            self._rset()

    def data(self, msg):
        self.putcmd("data")
        code, answer = self.getreply()
        if code != 354:
            raise smtplib.SMTPDataError(code, answer)
        return self._text(msg)

    def _text(self, msg):
        # Or the dot would wait for the receiver's delayed acknowledgement of the text: 40 ms a mail.
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        text = re.sub(rb"(?m)^\.", b"..", msg)
        self.send(text if text.endswith(b"\r\n") else text + b"\r\n")
        if self.before_handover:
            self.before_handover()
        self.is_handed_over = True
        self.send(b".\r\n")
        return self.getreply()


class TwoStepSMTP(_TwoSteps, smtplib.SMTP):
    pass


class TwoStepSMTP_SSL(_TwoSteps, smtplib.SMTP_SSL):
    pass


class TwoStepBackend(EmailBackend):
    @property
    def connection_class(self):
        return TwoStepSMTP_SSL if self.use_ssl else TwoStepSMTP
