"""Erasing an account reaches every app that holds the address."""

from django.urls import reverse

from alerts.models import Alert, Subscriber
from tests import factories
from tests.factories import PASSWORD


def test_erasing_an_account_ends_its_alerts_too(as_nurse, nurse):
    nurse.set_password(PASSWORD)
    nurse.save()
    as_nurse.force_login(nurse)
    factories.AlertFactory(subscriber__email=nurse.email)
    kept = factories.AlertFactory(subscriber__email="somebody.else@example.com")
    as_nurse.post(reverse("applications:delete_account"), {"password": PASSWORD})
    assert list(Alert.objects.all()) == [kept]
    assert not Subscriber.objects.filter(email="nurse@example.com").exists()
