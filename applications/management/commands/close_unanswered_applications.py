from applications.clock import close_unanswered_applications
from applications.management.at import ClockCommand


class Command(ClockCommand):
    help = "Close applications that nobody answered in time, and tell the people who waited."

    def run(self, at):
        return f"Closed without an answer: {close_unanswered_applications(at=at)}."
