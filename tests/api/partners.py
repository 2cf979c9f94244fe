"""What the tests of the partner API share: a key, its headers, a posting to send."""

import json
import uuid

from api.actions import create_key
from api.models import ApiKey

PARTNER = "/api/v1/partner/jobs/"
BOTH = ApiKey.Scope.values


def new_key(facility, *, by=None, scopes=BOTH, name="Fernwood ATS"):
    """(key, its text)."""
    return create_key(by=by, facility=facility, name=name, scopes=scopes)


class Partner:
    """A facility's software: sends JSON with its key, and a fresh Idempotency-Key with each POST."""

    def __init__(self, client, text):
        self.client, self.text = client, text

    def send(self, method, path, body=None, *, once=None, **headers):
        headers = {"Authorization": f"Bearer {self.text}", **headers}
        if method == "POST":
            headers["Idempotency-Key"] = once or str(uuid.uuid4())
        data = body if isinstance(body, str | bytes) else json.dumps({} if body is None else body)
        return self.client.generic(method, path, data, content_type="application/json", headers=headers)

    def get(self, path=PARTNER):
        return self.send("GET", path, "")

    def post(self, body, path=PARTNER, **options):
        return self.send("POST", path, body, **options)

    def put(self, name, body):
        return self.send("PUT", f"{PARTNER}{name}/", body)

    def patch(self, name, body):
        return self.send("PATCH", f"{PARTNER}{name}/", body)

    def close(self, name, body=None, **options):
        return self.send("POST", f"{PARTNER}{name}/close/", body, **options)
