"""How pages say when an alert mails."""

from django import template

from alerts.forms import DAYS, hour_words
from alerts.models import Alert
from alerts.schedule import ZONES

register = template.Library()


@register.filter
def when(alert):
    """ "Once a day at 7 am, Mountain time"."""
    if alert.frequency == Alert.Frequency.INSTANT:
        return alert.get_frequency_display()
    zone = ZONES.get(alert.zone, alert.zone).split(" (")[0]
    day = f" on {DAYS[alert.weekday]}" if alert.frequency == Alert.Frequency.WEEKLY else ""
    return f"{alert.get_frequency_display()}{day} at {hour_words(alert.hour)}, {zone} time"
