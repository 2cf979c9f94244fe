from jobs.problems import problem


class Refused(Exception):
    """A request that gets a problem for an answer. Raised inside a transaction, it takes the change back."""

    def __init__(self, status, title, **options):
        self.status, self.title, self.options = status, title, options
        super().__init__(title)

    def response(self):
        return problem(self.status, self.title, **self.options)
