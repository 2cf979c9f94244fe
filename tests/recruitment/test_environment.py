import pytest

from recruitment.environment import Environment, SettingsError, database


def production(**values):
    return Environment(values, production=True)


def development(**values):
    return Environment(values, production=False)


def test_it_names_every_problem_at_once():
    env = production(PORT="eighty", LOG_FORMAT="xml")
    env.secret("SECRET_KEY", default="")
    env.integer("PORT", 8000, least=1, most=65535)
    env.choice("LOG_FORMAT", "json", ("json", "text"))

    with pytest.raises(SettingsError) as error:
        env.finish()

    message = str(error.value)
    assert "SECRET_KEY is missing: it signs sessions" in message
    assert "PORT is 'eighty': write a whole number from 1 to 65535." in message
    assert "LOG_FORMAT is 'xml': choose json or text." in message


def test_it_is_silent_when_all_is_well():
    env = production(SECRET_KEY="9f3kd02mxq7LwzRty6Hv1Bnc5Jpa8SeguD4oXiCKTQGZsWmEhV")
    env.secret("SECRET_KEY", default="")
    env.finish()


@pytest.mark.parametrize(
    "key", ["short", "a" * 60, "django-insecure-9f3kd02mxq7LwzRty6Hv1Bnc5Jpa8SeguD4oXiC"]
)
def test_it_refuses_a_secret_that_is_easy_to_guess(key):
    env = production(SECRET_KEY=key)
    env.secret("SECRET_KEY", default="")

    assert env.problems == ["SECRET_KEY is too easy to guess: it needs 50 or more random characters."]


def test_it_never_repeats_a_password():
    env = production(DATABASE_URL="mysql://user:hunter2@host/name")
    env.url("DATABASE_URL", schemes=("postgres",))

    assert env.problems == ["DATABASE_URL must begin with postgres:."]


@pytest.mark.parametrize(
    ("text", "expected"), [("1", True), ("true", True), ("0", False), ("off", False), ("", True)]
)
def test_a_flag_is_yes_or_no(text, expected):
    assert development(DEBUG=text).flag("DEBUG", default=True) is expected


def test_a_flag_that_is_neither_is_a_problem():
    env = development(DEBUG="maybe")
    env.flag("DEBUG", default=False)

    assert env.problems == ["DEBUG is 'maybe': write 1 or 0."]


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://jobs.example.com", None),
        ("https://jobs.example.com/", None),
        ("http://localhost:8000", None),
        ("http://jobs.example.com", "must begin with https:"),
        ("https://jobs.example.com/board", "without a path"),
        ("jobs.example.com", "must begin with https:"),
        ("", "is missing"),
    ],
)
def test_the_site_url_is_a_secure_host_without_a_path(url, problem):
    env = production(SITE_URL=url)
    value = env.site_url("SITE_URL", default="")

    if problem:
        assert len(env.problems) == 1
        assert problem in env.problems[0]
    else:
        assert env.problems == []
        assert not value.endswith("/")


def test_production_answers_to_named_hosts_alone():
    env = production(ALLOWED_HOSTS="a.example.com, *")
    env.hosts("ALLOWED_HOSTS", default=[])

    assert "holds '*'" in env.problems[0]


@pytest.mark.parametrize(
    ("url", "host", "port", "ssl", "tls"),
    [
        ("smtp://localhost:2525", "localhost", 2525, False, False),
        ("smtp://mail.example.com", "mail.example.com", 25, False, False),
        ("smtp://mail.example.com?tls=1", "mail.example.com", 587, False, True),
        ("smtps://mail.example.com", "mail.example.com", 465, True, False),
    ],
)
def test_mail_goes_to_the_server_of_the_url(url, host, port, ssl, tls):
    mail = production(EMAIL_URL=url).mail("EMAIL_URL", default="")

    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == (host, port)
    assert (mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"]) == (ssl, tls)


def test_a_mail_password_may_hold_any_character():
    mail = production(EMAIL_URL="smtps://post%40example.com:p%2Fw%3Ad@mail.example.com").mail(
        "EMAIL_URL", default=""
    )

    assert mail["EMAIL_HOST_USER"] == "post@example.com"
    assert mail["EMAIL_HOST_PASSWORD"] == "p/w:d"


def test_mail_may_go_to_a_folder():
    mail = development(EMAIL_URL="file:///var/mail%20out").mail("EMAIL_URL", default="")

    assert mail == {"EMAIL_BACKEND": "recruitment.dev_mail.EmlBackend", "EMAIL_FILE_PATH": "/var/mail out"}


REPORTS = ("EMAIL_WEBHOOK_PROVIDER", "EMAIL_WEBHOOK_SECRET")


def test_mail_reports_are_off_without_a_provider():
    environment = production()

    assert environment.mail_reports(*REPORTS) == {"EMAIL_WEBHOOK_VIEW": "", "ANYMAIL": {}}
    assert environment.problems == []


def test_mail_reports_are_on_with_a_provider_and_its_secret():
    environment = production(EMAIL_WEBHOOK_PROVIDER="Postmark", EMAIL_WEBHOOK_SECRET="me:0123456789abcdef")

    found = environment.mail_reports(*REPORTS)

    assert found["EMAIL_WEBHOOK_VIEW"] == "anymail.webhooks.postmark.PostmarkTrackingWebhookView"
    assert found["ANYMAIL"] == {"WEBHOOK_SECRET": "me:0123456789abcdef"}
    assert environment.problems == []


@pytest.mark.parametrize(
    ("provider", "secret", "sentence"),
    [
        ("postmark", "", "EMAIL_WEBHOOK_SECRET is missing"),
        ("", "me:0123456789abcdef", "EMAIL_WEBHOOK_SECRET is set, but EMAIL_WEBHOOK_PROVIDER"),
        (
            "pigeon",
            "me:0123456789abcdef",
            "EMAIL_WEBHOOK_PROVIDER is 'pigeon': choose one of amazon_ses, brevo",
        ),
        ("postmark", "0123456789abcdef", "must be user:password"),
        ("postmark", "me:short", "must be user:password"),
        ("mailgun", "short", "too short"),
        ("mailgun", "0123456789abcdef ä", "outside ASCII"),
    ],
)
def test_mail_reports_that_are_half_set_stop_the_start(provider, secret, sentence):
    environment = development(EMAIL_WEBHOOK_PROVIDER=provider, EMAIL_WEBHOOK_SECRET=secret)

    assert environment.mail_reports(*REPORTS)["ANYMAIL"] == {}
    assert sentence in environment.problems[0]
    assert "0123456789" not in environment.problems[0]


def test_the_console_is_for_development_alone():
    refused, accepted = production(EMAIL_URL="console:"), development(EMAIL_URL="console:")
    refused.mail("EMAIL_URL", default="")
    accepted.mail("EMAIL_URL", default="")

    assert "into the logs" in refused.problems[0]
    assert accepted.problems == []


def test_a_database_url_may_name_a_socket():
    parsed = database(
        "postgres://me@/jobs?host=%2Frun%2FPost%20gres&sslmode=disable", options={"connect_timeout": 3}
    )

    assert (parsed["HOST"], parsed["NAME"], parsed["USER"]) == ("/run/Post gres", "jobs", "me")
    assert parsed["OPTIONS"] == {"connect_timeout": 3, "sslmode": "disable"}
    assert parsed["CONN_HEALTH_CHECKS"] is True
