"""The way of a mail: due, claimed, matched, written, handed over, settled."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from alerts import claims, sending
from alerts.models import Alert, DeliveredPosting, Delivery
from alerts.sending import send_due
from jobs.models import Posting
from jobs.search.indexing import index_postings
from outbox.models import DeadAddress
from tests.factories import AlertFactory, FacilityFactory, StateFactory, SubscriberFactory

pytestmark = pytest.mark.usefixtures("states")


def texts():
    return [message.body for message in mail.outbox]


def tomorrow(days=1):
    return timezone.now() + timedelta(days=days)


def test_it_tells_of_a_posting_published_after_the_alert(publish):
    alert = AlertFactory()
    posting = publish(title="Evening Infusion RN")
    went = send_due()
    [message] = mail.outbox
    assert went["sent"] == 1
    assert message.to == [alert.email]
    assert "Evening Infusion RN" in message.body
    assert f"/jobs/{posting.public_id}/" in message.body
    assert DeliveredPosting.objects.get().posting == posting
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_it_does_not_tell_of_what_was_there_before_the_alert(publish):
    publish()
    AlertFactory()
    assert send_due()["empty"] == 1
    assert mail.outbox == []


def test_it_tells_of_a_posting_once(publish):
    AlertFactory()
    publish()
    send_due()
    send_due(at=tomorrow())
    send_due(at=tomorrow(2))
    assert len(mail.outbox) == 1


def test_it_tells_of_what_matches_alone(publish):
    AlertFactory(criteria="state=CO")
    publish(title="Denver Infusion RN")
    publish(title="Austin Infusion RN", city="Austin", state=StateFactory(usps="TX"))
    send_due()
    [body] = texts()
    assert "Denver Infusion RN" in body
    assert "Austin Infusion RN" not in body


def test_three_days_without_a_worker_make_one_mail_with_all_that_is_open(publish):
    AlertFactory()
    first = publish(title="First Day RN")
    publish(title="Second Day RN")
    closed = publish(title="Closed Again RN")
    Posting.objects.filter(pk=closed.pk).update(status=Posting.Status.CLOSED, closed_at=timezone.now())
    index_postings([closed.pk])
    send_due(at=tomorrow(3))
    send_due(at=tomorrow(3))
    [body] = texts()
    assert "First Day RN" in body
    assert "Second Day RN" in body
    assert "Closed Again RN" not in body
    assert DeliveredPosting.objects.filter(posting=closed).count() == 0
    assert DeliveredPosting.objects.filter(posting=first).count() == 1


def test_a_posting_that_was_closed_and_reopened_is_told_then(publish):
    AlertFactory()
    posting = publish()
    Posting.objects.filter(pk=posting.pk).update(status=Posting.Status.PAUSED)
    index_postings([posting.pk])
    send_due()
    assert mail.outbox == []
    Posting.objects.filter(pk=posting.pk).update(status=Posting.Status.LIVE)
    index_postings([posting.pk])
    send_due(at=tomorrow())
    assert len(mail.outbox) == 1


def test_a_posting_that_begins_to_match_is_told_then(publish):
    AlertFactory(criteria="pay_min=60")
    posting = publish()
    send_due()
    assert mail.outbox == []
    posting.pay_max = 70
    posting.save()
    index_postings([posting.pk])
    send_due(at=tomorrow())
    assert len(mail.outbox) == 1


def test_an_expired_posting_is_left_out_before_anybody_closes_it(publish):
    AlertFactory()
    publish(expires_at=timezone.now() + timedelta(hours=1))
    send_due(at=timezone.now() + timedelta(hours=2))
    assert mail.outbox == []


def test_alerts_of_one_address_come_in_one_mail_and_name_a_posting_once(publish):
    person = SubscriberFactory()
    AlertFactory(subscriber=person, criteria="state=CO")
    AlertFactory(subscriber=person, criteria="q=infusion")
    posting = publish(title="Denver Infusion RN")
    send_due()
    [body] = texts()
    assert body.count("Denver Infusion RN") == 1
    assert DeliveredPosting.objects.filter(posting=posting).count() == 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}


def test_what_one_alert_told_another_of_the_same_person_does_not_repeat(publish):
    person = SubscriberFactory()
    AlertFactory(subscriber=person)
    AlertFactory(subscriber=person, criteria="state=CO", next_due_at=tomorrow())
    publish()
    send_due()
    send_due(at=tomorrow())
    assert len(mail.outbox) == 1


def test_near_copies_are_one_line_and_all_count_as_told(publish):
    AlertFactory()
    facility = FacilityFactory()
    for city in ["Denver", "Boulder", "Aurora"]:
        publish(facility=facility, city=city, title="Travel Infusion RN")
    send_due()
    [body] = texts()
    assert body.count("* Travel Infusion RN") == 1
    assert "and 2 more places" in body
    assert DeliveredPosting.objects.count() == 3


def test_one_facility_has_three_lines_and_says_how_many_more(publish):
    AlertFactory()
    facility = FacilityFactory(name="Cedar Fork Infusion")
    for word in ["Amber", "Birch", "Cedar", "Dune", "Elm"]:
        publish(facility=facility, title=f"{word} Infusion RN")
    send_due()
    [body] = texts()
    assert body.count("* ") == 3
    assert "+2 more from Cedar Fork Infusion" in body


def test_the_mail_says_why_a_posting_is_in_it_and_what_it_pays(publish):
    AlertFactory(criteria="q=IVIG&state=CO")
    publish()
    send_due()
    [body] = texts()
    assert "Matches: “IVIG”, Colorado" in body
    assert "$42" in body


def test_the_mail_can_be_stopped_by_one_click_and_names_itself(publish):
    alert = AlertFactory()
    publish()
    send_due()
    [message] = mail.outbox
    headers = message.message()
    assert f"/alerts/{alert.token}/unsubscribe/" in headers["List-Unsubscribe"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Delivery.objects.get().message_id == headers["Message-ID"]


def test_a_paused_an_unconfirmed_and_a_stopped_alert_send_nothing(publish):
    AlertFactory(paused_until=timezone.localdate() + timedelta(days=5))
    AlertFactory(waiting=True)
    AlertFactory(unsubscribed_at=timezone.now())
    publish()
    send_due()
    assert mail.outbox == []


def test_a_pause_loses_nothing(publish):
    alert = AlertFactory(paused_until=timezone.localdate() + timedelta(days=5))
    publish()
    send_due()
    send_due(at=tomorrow(6))
    [message] = mail.outbox
    assert message.to == [alert.email]


def test_a_dead_address_gets_nothing_until_it_lives_again(publish):
    alert = AlertFactory()
    DeadAddress.objects.create(email=alert.email)
    publish()
    send_due()
    assert mail.outbox == []
    DeadAddress.objects.all().delete()
    send_due(at=tomorrow())
    assert len(mail.outbox) == 1


def test_an_alert_that_cannot_be_written_does_not_stop_the_others(publish, monkeypatch):
    # Its next period begins after all the tries, at whatever time of day this runs.
    hour = (timezone.now().hour + 12) % 24
    broken = AlertFactory(criteria="state=CO", zone="Etc/UTC", hour=hour)
    fine = AlertFactory(zone="Etc/UTC", hour=hour)
    publish()
    compose = sending.compose

    def stumble(deliveries, *rest):
        if deliveries[0].alert_id == broken.pk:
            raise ValueError("a line that cannot be written")
        return compose(deliveries, *rest)

    monkeypatch.setattr(sending, "compose", stumble)
    for minutes in (0, 5, 20, 90, 300, 600):
        send_due(at=timezone.now() + timedelta(minutes=minutes))
    assert [message.to for message in mail.outbox] == [[fine.email]]
    delivery = broken.deliveries.get()
    assert delivery.state == Delivery.State.PARKED
    assert delivery.attempts == Delivery.MAX_ATTEMPTS
    monkeypatch.undo()
    send_due(at=tomorrow())
    assert mail.outbox[-1].to == [broken.email]


def test_two_ticks_at_once_claim_different_people(publish):
    AlertFactory.create_batch(3)
    at = timezone.now()
    first = claims.claim_due(at=at)
    assert len(first.deliveries) == 3
    assert claims.claim_due(at=at) is None


def test_a_claim_of_a_lost_worker_is_taken_over_and_only_the_new_owner_may_hand_over(publish):
    AlertFactory()
    posting = publish()
    at = timezone.now()
    lost = claims.claim_due(at=at)
    Delivery.objects.update(claimed_at=at - Delivery.LEASE * 2)
    send_due(at=at)
    assert len(mail.outbox) == 1
    with pytest.raises(claims.TakenOver):
        claims.hand_over(lost, lost.deliveries, [(lost.deliveries[0], posting.pk)], "<x@example.com>")


def test_a_worker_that_wakes_after_its_claim_was_taken_over_leaves_the_ledger_alone(publish):
    alert = AlertFactory()
    posting = publish()
    at = timezone.now()
    asleep = claims.claim_due(at=at)
    Delivery.objects.update(claimed_at=at - Delivery.LEASE * 2)
    send_due(at=at)
    claims.settle_refused(asleep, asleep.deliveries, at=at, reason="Its connection is gone.", counts=False)
    assert alert.delivered.get().posting == posting
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_what_was_handed_over_by_a_lost_worker_is_not_sent_again_but_reported(publish, caplog):
    from alerts.upkeep import report_stale

    alert = AlertFactory()
    posting = publish()
    claim = claims.claim_due(at=timezone.now())
    [delivery] = claim.deliveries
    claims.hand_over(claim, [delivery], [(delivery, posting.pk)], "<x@example.com>")
    Delivery.objects.update(claimed_at=timezone.now() - Delivery.LEASE * 2)
    send_due(at=tomorrow())
    assert mail.outbox == []
    assert report_stale() == 1
    assert "without an answer" in caplog.text
    assert report_stale() == 0
    assert claims.tell_again(Delivery.objects.filter(pk=delivery.pk)) == 1
    send_due(at=tomorrow(2))
    assert [message.to for message in mail.outbox] == [[alert.email]]


def test_a_stop_between_claim_and_hand_over_is_kept(publish):
    alert = AlertFactory()
    publish()
    claim = claims.claim_due(at=timezone.now())
    Alert.objects.filter(pk=alert.pk).update(unsubscribed_at=timezone.now())
    with sending.Courier() as courier:
        went = sending.send_claim(claim, at=timezone.now(), courier=courier)
    assert went["taken over"] == 1
    assert mail.outbox == []
    send_due()
    assert Delivery.objects.get().state == Delivery.State.MERGED


@pytest.mark.parametrize("server_is_away", [True, False])
def test_what_was_given_back_is_given_back_again_and_mailed_in_the_end(publish, server_is_away):
    AlertFactory()
    publish()
    now = timezone.now()
    for _ in range(2):
        claim = claims.claim_due(at=now)
        Delivery.objects.update(attempts=0)  # as where it was not the one its lost worker was at
        if server_is_away:
            claims.settle_refused(claim, claim.deliveries, at=now, reason="Away.", counts=False)
            now += claims.SERVER_DOWN_RETRY_AFTER
        else:
            claims.release(claim, claim.deliveries)
        assert Delivery.objects.get().attempts == 0
    assert send_due(at=now)["sent"] == 1


def test_the_period_advances_past_now_however_late_the_tick(publish):
    alert = AlertFactory(zone="America/Denver", hour=7)
    send_due(at=tomorrow(3))
    alert.refresh_from_db()
    assert tomorrow(3) < alert.next_due_at <= tomorrow(4)


def test_mails_cost_the_same_number_of_claims_and_matches_however_many(
    publish, django_assert_max_num_queries
):
    AlertFactory.create_batch(20)
    publish()
    with django_assert_max_num_queries(100 + 20 * 8):
        send_due()
    assert len(mail.outbox) == 20
