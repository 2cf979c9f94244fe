"""What each answer of a mail server means for a mail."""

import smtplib

import pytest
from django.core.mail import EmailMessage

from outbox.courier import (
    Courier,
    DeadAddressRefused,
    Refused,
    ServerDown,
    TryLater,
    Uncertain,
    failure_of,
)


def message(number=1):
    return EmailMessage(
        "Subject", ".a line that begins with a dot\r\nend", to=[f"reader{number}@example.com"]
    )


# Each test meets a server that takes one command after the other, and one that takes them together.
either = pytest.mark.parametrize("way", ["", "pipelining+"], ids=["one by one", "together"])


@either
def test_it_sends_many_mails_over_one_connection(mail_server, way):
    server = mail_server(f"{way}ok")
    with Courier() as courier:
        for number in range(3):
            courier.send(message(number))
    assert [mail["to"] for mail in server.mails] == [f"reader{number}@example.com" for number in range(3)]
    assert server.mails[0]["text"].startswith(".a line that begins with a dot")


@either
@pytest.mark.parametrize(
    ("mode", "failure"),
    [
        ("tempfail", TryLater),
        ("busy", TryLater),
        ("permfail", DeadAddressRefused),
        ("refuse", Refused),
        ("lost", Uncertain),
        ("slow/4000", Uncertain),
        ("goodbye/1", ServerDown),
        ("stranger", TryLater),
    ],
)
def test_each_fault_has_its_meaning(mail_server, way, mode, failure):
    mail_server(f"{way}{mode}")
    with Courier() as courier, pytest.raises(failure) as caught:
        courier.send(message())
    assert type(caught.value) is failure
    assert "@example.com" not in str(caught.value)


def test_a_server_that_is_away_says_nothing_about_the_mail(mail_server):
    mail_server().stop()
    with Courier() as courier:
        with pytest.raises(ServerDown):
            courier.send(message())
        assert courier.is_down


@either
@pytest.mark.parametrize("mode", ["busy", "permfail", "stranger", "refuse"])
def test_after_a_refusal_the_session_goes_on(mail_server, way, mode):
    server = mail_server(f"{way}{mode}")
    failures = []
    with Courier() as courier:
        for number in range(3):
            with pytest.raises(TryLater if mode in {"busy", "stranger"} else Refused) as caught:
                courier.send(message(number))
            failures.append(type(caught.value))
    assert ServerDown not in failures
    assert server.mails == []


@either
def test_it_connects_again_when_the_server_ended_the_session(mail_server, way):
    server = mail_server(f"{way}goodbye/2")
    with Courier() as courier:
        courier.send(message(1))
        with pytest.raises(ServerDown):
            courier.send(message(2))  # refused with 421 after the text: certain, so it may be tried again
        courier.send(message(3))
    assert [mail["to"] for mail in server.mails] == ["reader1@example.com", "reader3@example.com"]


@either
def test_a_server_that_refuses_one_reader_and_hangs_up_gets_the_mail_of_the_next(mail_server, way):
    server = mail_server(f"{way}slam")
    with Courier() as courier:
        with pytest.raises(DeadAddressRefused):
            courier.send(message(1))
        courier.send(message(2))
    assert [mail["to"] for mail in server.mails] == ["reader2@example.com"]


@either
def test_nothing_is_sent_when_the_hand_over_is_refused(mail_server, way):
    server = mail_server(f"{way}ok")

    def refuse():
        raise LookupError

    with Courier() as courier:
        with pytest.raises(LookupError):
            courier.send(message(1), before_handover=refuse)
        courier.send(message(2))
    assert [mail["to"] for mail in server.mails] == ["reader2@example.com"]


@either
def test_an_address_cannot_bring_commands_of_its_own(mail_server, way):
    server = mail_server(f"{way}ok")
    sneaky = EmailMessage("News", "News.", to=["a@example.com"])
    sneaky.recipients = lambda: ["a@example.com>\r\nRCPT TO:<b@example.com"]
    with Courier() as courier, pytest.raises(ValueError, match="Invalid address"):
        courier.send(sneaky)
    assert server.mails == []


@pytest.mark.parametrize(
    ("code", "text", "failure"),
    [
        (550, b"5.1.1 no such user", DeadAddressRefused),
        (550, b"no such user", DeadAddressRefused),
        (554, b"5.7.1 blocked by policy", Refused),
        (552, b"mailbox full", TryLater),
        (552, b"5.2.2 mailbox full", TryLater),
        (450, b"4.2.1 later", TryLater),
        (421, b"closing", ServerDown),
    ],
)
def test_codes_are_read_by_their_class(code, text, failure):
    refused = smtplib.SMTPRecipientsRefused({"a@example.com": (code, text)})
    assert type(failure_of(refused)) is failure


def test_an_answer_that_cannot_be_read_after_the_hand_over_is_uncertain():
    assert type(failure_of(smtplib.SMTPDataError(-1, b""), is_handed_over=True)) is Uncertain
    assert type(failure_of(smtplib.SMTPSenderRefused(550, b"no", "a@example.com"))) is TryLater
    assert type(failure_of(smtplib.SMTPSenderRefused(421, b"closing", "a@example.com"))) is ServerDown
