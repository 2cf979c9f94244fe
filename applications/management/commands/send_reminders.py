from applications.clock import send_reminders
from applications.management.at import ClockCommand


class Command(ClockCommand):
    help = "Remind facilities of the people who wait for an answer; once a day from Monday to Friday."

    def run(self, at):
        return f"Reminders: {send_reminders(at=at)}."
