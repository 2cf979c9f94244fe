import json
import logging

import pytest

from recruitment.logging import JsonFormatter, TextFormatter, WithoutPaths, bind, scrub, unbind


def record(message="it happened", *args, exc_info=None, **extra):
    made = logging.LogRecord("jobs.search", logging.INFO, __file__, 1, message, args, exc_info)
    made.__dict__.update(extra)
    return made


def test_json_is_one_object_on_one_line():
    line = JsonFormatter().format(record("two\nlines", status=200))

    assert "\n" not in line
    fields = json.loads(line)
    assert (fields["event"], fields["level"], fields["logger"], fields["status"]) == (
        "two\nlines",
        "info",
        "jobs.search",
        200,
    )


def test_text_is_one_line_too():
    assert "\n" not in TextFormatter().format(record("two\nlines", status=200))


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_addresses_of_people_are_struck_out(formatter):
    line = formatter.format(record("mail to %s", "jane.roe+jobs@example.com", recipient="jane@example.com"))

    assert "example.com" not in line
    assert "[address]" in line


def test_values_in_database_errors_are_struck_out():
    try:
        raise ValueError(
            "duplicate key\nDETAIL:  Key (lower(name))=(Jane (RN) Roe) already exists.\nFailing row contains (1, Roe)."
        )
    except ValueError as error:
        line = TextFormatter().format(record(exc_info=(type(error), error, error.__traceback__)))

    assert "Roe" not in line.split("ValueError")[-1]
    assert "Key (lower(name))=[values]" in line


def test_a_log_line_carries_what_is_bound_and_nothing_afterwards():
    token = bind(request_id="abc12345")
    during = json.loads(JsonFormatter().format(record()))
    unbind(token)
    after = json.loads(JsonFormatter().format(record()))

    assert during["request_id"] == "abc12345"
    assert "request_id" not in after


def test_objects_do_not_reach_the_log():
    fields = json.loads(JsonFormatter().format(record(request=object(), user=object())))

    assert not {"request", "user"} & fields.keys()


def test_paths_of_requests_do_not_reach_the_log():
    made = record("Internal Server Error: %s", "/alerts/signed-token/")
    WithoutPaths().filter(made)

    assert made.getMessage() == "Internal Server Error"


def test_text_without_addresses_stays():
    assert scrub("42 @ 3 per hour") == "42 @ 3 per hour"
