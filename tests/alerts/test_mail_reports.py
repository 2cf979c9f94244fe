"""What mail providers report, in their own words, and what follows from it."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from alerts.models import Alert, Subscriber
from outbox.models import DeadAddress
from recruitment.environment import Environment
from tests import factories
from tests.factories import AlertFactory

pytestmark = pytest.mark.django_db

SECRET = "provider:0123456789abcdef"
KEY = "key-0123456789abcdef"
SINCE = datetime(2026, 5, 4, 12, tzinfo=UTC)
LATER = SINCE + timedelta(hours=1)
SECONDS = int(LATER.timestamp())
HERS = "Nadia@example.com"


@pytest.fixture
def provider(settings):
    """Configures the provider as the environment would."""

    def configure(name, secret=SECRET):
        values = {"EMAIL_WEBHOOK_PROVIDER": name, "EMAIL_WEBHOOK_SECRET": secret}
        environment = Environment(values, production=True)
        for setting, value in environment.mail_reports(*values).items():
            setattr(settings, setting, value)
        assert environment.problems == []

    return configure


@pytest.fixture
def alert(states):
    return AlertFactory(subscriber__email=HERS.lower(), subscriber__last_seen_at=SINCE)


def basic(secret=SECRET):
    return {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}


def report(client, body, headers=None, **more):
    body = body if isinstance(body, str | bytes) else json.dumps(body)
    headers = basic() if headers is None else headers
    return client.post("/hooks/mail/", body, content_type="application/json", headers=headers, **more)


def bounce(kind="HardBounce", email=HERS, **more):
    """Postmark's."""
    return {"RecordType": "Bounce", "Type": kind, "Email": email, "BouncedAt": LATER.isoformat(), **more}


COMPLAINT = {
    "RecordType": "SpamComplaint",
    "Type": "SpamComplaint",
    "Email": HERS,
    "BouncedAt": LATER.isoformat(),
}


def amazon(kind="Permanent"):
    event = {
        "notificationType": "Bounce",
        "bounce": {
            "bounceType": kind,
            "bounceSubType": "General",
            "bouncedRecipients": [{"emailAddress": HERS, "diagnosticCode": "smtp; 550 5.1.1 user unknown"}],
        },
        "mail": {"messageId": "1", "destination": [HERS]},
    }
    return {
        "Type": "Notification",
        "MessageId": "7",
        "Timestamp": LATER.isoformat(),
        "Message": json.dumps(event),
    }


def mailgun(severity="permanent", reason="bounce", message="user unknown"):
    signed = hmac.new(KEY.encode(), f"{SECONDS}token".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": str(SECONDS), "token": "token", "signature": signed},
        "event-data": {
            "event": "failed",
            "severity": severity,
            "reason": reason,
            "recipient": HERS,
            "timestamp": SECONDS,
            "delivery-status": {"message": message},
        },
    }


def mailersend(kind):
    return json.dumps(
        {
            "type": f"activity.{kind}",
            "data": {
                "type": kind,
                "created_at": LATER.isoformat(),
                "email": {"recipient": {"email": HERS}, "message": {"id": "1"}},
            },
        }
    )


def sparkpost(bounce_class):
    event = {
        "type": "bounce",
        "bounce_class": bounce_class,
        "raw_rcpt_to": HERS,
        "timestamp": str(SECONDS),
        "raw_reason": "550 5.1.1 unknown",
    }
    return [{"msys": {"message_event": event}}]


def resend(kind):
    return {
        "type": "email.bounced",
        "created_at": LATER.isoformat(),
        "data": {"to": [HERS], "headers": [], "bounce": {"type": kind, "message": "a bounce message"}},
    }


PLAIN = {
    "brevo": lambda hard: {
        "event": "hard_bounce" if hard else "soft_bounce",
        "email": HERS,
        "ts_epoch": SECONDS * 1000,
    },
    "mailjet": lambda hard: {"event": "bounce", "hard_bounce": hard, "email": HERS, "time": SECONDS},
    "postmark": lambda hard: bounce("HardBounce" if hard else "SoftBounce"),
    "resend": lambda hard: resend("Permanent" if hard else "Transient"),
    "sparkpost": lambda hard: sparkpost("10" if hard else "22"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_a_hard_bounce_gives_the_address_up_and_a_soft_one_does_not(client, provider, alert, name):
    provider(name)
    assert report(client, PLAIN[name](False)).status_code == 200
    assert not DeadAddress.objects.exists()
    assert report(client, PLAIN[name](True)).status_code == 200
    assert DeadAddress.objects.holds(HERS)


def test_mailguns_signature_is_enough(client, provider, alert):
    provider("mailgun", KEY)
    soft = [mailgun(severity="temporary"), mailgun(reason="generic"), mailgun(message="550 5.7.1 spam")]
    assert [report(client, body, {}).status_code for body in soft] == [200, 200, 200]
    assert not DeadAddress.objects.exists()
    assert report(client, mailgun(), {}).status_code == 200
    assert DeadAddress.objects.holds(HERS)


def test_mailersend_signs_the_body(client, provider, alert):
    provider("mailersend", KEY)
    for kind in ("soft_bounced", "hard_bounced"):
        assert not DeadAddress.objects.exists()
        body = mailersend(kind)
        signature = hmac.new(KEY.encode(), body.encode(), hashlib.sha256).hexdigest()
        assert report(client, body, {"Signature": signature}).status_code == 200
    assert DeadAddress.objects.holds(HERS)
    assert report(client, mailersend("opened"), {"Signature": signature}).status_code == 403


def test_mandrill_signs_the_form(client, provider, alert):
    provider("mandrill", KEY)
    for kind in ("soft_bounce", "hard_bounce"):
        assert not DeadAddress.objects.exists()
        events = json.dumps([{"event": kind, "ts": SECONDS, "msg": {"email": HERS}}])
        signed = f"http://testserver/hooks/mail/mandrill_events{events}".encode()
        signature = base64.b64encode(hmac.new(KEY.encode(), signed, hashlib.sha1).digest()).decode()
        headers = {"X-Mandrill-Signature": signature}
        assert client.post("/hooks/mail/", {"mandrill_events": events}, headers=headers).status_code == 200
    assert DeadAddress.objects.holds(HERS)
    forged = client.post("/hooks/mail/", {"mandrill_events": "[]"}, headers=headers)
    assert forged.status_code == 403


def test_amazon_is_read_where_its_package_is_installed(client, settings, alert, monkeypatch):
    from anymail.webhooks import amazon_ses

    # boto3 is only asked for its parameters here; it confirms subscriptions, which needs Amazon.
    monkeypatch.setattr(amazon_ses, "_get_anymail_boto3_params", lambda **_: ({}, {}))
    settings.EMAIL_WEBHOOK_VIEW = "anymail.webhooks.amazon_ses.AmazonSESTrackingWebhookView"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    kinds = {"X-Amz-Sns-Message-Type": "Notification", "X-Amz-Sns-Message-Id": "7"}
    assert report(client, amazon(), kinds).status_code == 401  # it sends the password when asked
    assert report(client, "{", basic() | kinds).status_code == 400
    assert report(client, amazon("Transient"), basic() | kinds).status_code == 200
    assert not DeadAddress.objects.exists()
    assert report(client, amazon(), basic() | kinds).status_code == 200
    assert DeadAddress.objects.holds(HERS)


def test_a_dead_address_is_told_of_at_the_next_log_in(client, provider, nurse):
    provider("postmark")
    report(client, bounce(email=nurse.email.upper()))
    EmailAddress.objects.create(user=nurse, email=nurse.email, verified=True, primary=True)
    answers = {"login": nurse.email, "password": factories.PASSWORD}
    page = client.post("/accounts/login/", answers, follow=True).content.decode()
    assert f"Mail to {nurse.email} comes back to us" in page


def test_a_complaint_lets_her_alerts_rest_and_ends_what_she_never_confirmed(client, provider, alert):
    provider("postmark")
    waiting = AlertFactory(subscriber=alert.subscriber, criteria="state=CO", waiting=True)
    assert report(client, COMPLAINT).status_code == 200
    alert.refresh_from_db()
    waiting.refresh_from_db()
    assert alert.is_paused
    assert "spam" in alert.pause_reason
    assert waiting.is_stopped
    assert not Alert.objects.due().exists()
    page = client.get(alert.get_absolute_url()).content.decode()
    assert alert.pause_reason in page


def test_unsubscribing_at_the_provider_ends_her_alerts(client, provider, alert):
    provider("postmark")
    ended = {
        "RecordType": "SubscriptionChange",
        "SuppressionReason": "ManualSuppression",
        "SuppressSending": True,
        "Recipient": HERS,
        "ChangedAt": LATER.isoformat(),
    }
    report(client, ended)
    assert not Alert.objects.standing().exists()


def test_another_persons_alerts_go_on(client, provider, alert):
    provider("postmark")
    other = AlertFactory()
    report(client, COMPLAINT)
    report(client, bounce())
    assert list(Alert.objects.due()) == [other]
    assert list(Subscriber.objects.reachable()) == [other.subscriber]


def test_a_report_that_comes_again_undoes_nothing(client, provider, alert):
    provider("postmark")
    for _ in range(2):
        report(client, bounce())
        report(client, COMPLAINT)
    client.post(f"/alerts/{alert.token}/pause/", {"resume": "1"})
    alert.refresh_from_db()
    assert not alert.is_paused
    assert not DeadAddress.objects.exists()
    report(client, bounce())
    report(client, COMPLAINT)
    alert.refresh_from_db()
    assert not alert.is_paused
    assert not DeadAddress.objects.exists()


def test_an_unknown_address_is_ignored_without_telling(client, provider, alert):
    provider("postmark")
    known = report(client, bounce())
    unknown = report(client, bounce(email="nobody@example.com"))
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (200, b"")
    assert DeadAddress.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, basic("provider:wrong"), basic(""), {"Authorization": "Basic %%%"}])
def test_a_wrong_secret_is_refused(client, provider, alert, headers):
    provider("postmark")
    assert report(client, bounce(), headers).status_code == 403
    assert not DeadAddress.objects.exists()


def test_a_forged_signature_is_refused(client, provider, alert):
    provider("mailgun", KEY)
    body = mailgun()
    body["signature"]["token"] = "another"
    assert report(client, body, {}).status_code == 403
    assert report(client, {"event-data": {}}, {}).status_code == 403
    assert not DeadAddress.objects.exists()


MALFORMED = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"text"',
    b"\xff\xfe",
    "[" * 100_000,
    '{"RecordType": "Bounce", "Type": []}',
    '{"RecordType": "Bounce", "Metadata": null}',
    '{"RecordType": "Bounce", "BouncedAt": 7}',
]


@pytest.mark.parametrize("body", MALFORMED, ids=lambda body: repr(body[:40]))
def test_what_is_no_report_is_a_bad_request(client, provider, body, caplog):
    provider("postmark")
    assert report(client, body).status_code == 400


@pytest.mark.parametrize(
    "email", [None, 7, {"a": 1}, "", "nobody", "a\x00b@example.com", "a b@example.com", "x" * 999 + "@x"]
)
def test_an_address_that_is_none_is_ignored(client, provider, alert, email):
    provider("postmark")
    assert report(client, bounce(email=email)).status_code == 200
    assert not DeadAddress.objects.exists()


def test_a_body_beyond_a_megabyte_is_refused(client, provider):
    provider("postmark")
    assert report(client, bounce(Description="x" * 1_000_001)).status_code == 400


def test_the_providers_words_are_kept_without_the_address(client, provider, alert, caplog):
    caplog.set_level("INFO")
    provider("postmark")
    report(client, bounce(Details=f"550 5.1.1 <{HERS}>:\x00 unknown"))
    report(client, bounce("SoftBounce"))
    reason = DeadAddress.objects.get().reason
    assert reason.startswith("Postmark: 550 5.1.1")
    assert "nadia" not in reason.lower()
    assert [record.verdict for record in caplog.records if record.message == "mail report"] == ["dead", None]
    assert "nadia" not in caplog.text.lower()


def test_without_a_provider_there_is_no_such_page(client, alert):
    assert report(client, bounce()).status_code == 404
    assert client.get("/hooks/mail/").status_code == 404


def test_only_reports_are_taken(client, provider):
    provider("postmark")
    assert client.head("/hooks/mail/").status_code == 200  # providers try the address so
    assert client.get("/hooks/mail/").status_code == 405


def test_a_report_dated_in_the_future_counts_as_of_now(client, provider, alert):
    provider("postmark")
    Subscriber.objects.update(last_seen_at=timezone.now() + timedelta(minutes=1))
    report(client, bounce() | {"BouncedAt": (timezone.now() + timedelta(days=9)).isoformat()})
    assert not DeadAddress.objects.exists()
