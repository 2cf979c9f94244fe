import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import include, path

from recruitment import dev_mail

urlpatterns = [
    path("", include("recruitment.urls")),
    path("dev/mail/", dev_mail.dev_mail, name="dev_mail"),
    path("dev/mail/<str:name>", dev_mail.dev_mail_message, name="dev_mail_message"),
    path("dev/mail/<str:name>/html", dev_mail.dev_mail_html, name="dev_mail_html"),
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.ROOT_URLCONF = __name__
    settings.EMAIL_FILE_PATH = str(tmp_path / "outbox")
    return tmp_path / "outbox"


def send(subject):
    mail = EmailMultiAlternatives(subject, "Grüße, plainly", "board@example.com", ["nurse@example.com"])
    mail.attach_alternative("<p onclick='x()'>Grüße <b>boldly</b></p>", "text/html")
    assert get_connection("recruitment.dev_mail.EmlBackend").send_messages([mail]) == 1


def test_each_mail_is_one_complete_file(folder):
    send("First")
    send("Second")

    assert len(list(folder.iterdir())) == 2
    assert all(path.suffix == ".eml" and b"Message-ID" in path.read_bytes() for path in folder.iterdir())


def test_the_newest_mail_stands_first(client, folder):
    send("First")
    send("Second")

    page = client.get("/dev/mail/").text

    assert page.index("Second") < page.index("First")


def test_an_empty_outbox_says_so(client, folder):
    assert "No mail has been sent yet" in client.get("/dev/mail/").text


def test_its_pages_look_like_the_site(client, folder):
    send("First")
    name = next(folder.iterdir()).name

    for address in ("/dev/mail/", f"/dev/mail/{name}"):
        assert 'href="/static/css/site.css"' in client.get(address).text
    assert client.get("/favicon.ico")["Location"] == "/static/img/favicon.svg"


def test_a_mail_is_read_as_text_and_framed_as_html(client, folder):
    send("First")
    name = next(folder.iterdir()).name

    page = client.get(f"/dev/mail/{name}")
    html = client.get(f"/dev/mail/{name}/html")

    assert "Grüße, plainly" in page.text
    assert f'src="/dev/mail/{name}/html"' in page.text
    assert "boldly" in html.text
    assert "sandbox" in html["Content-Security-Policy"]
    assert "default-src 'none'" in html["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["..%2Fsecret_key", "x.eml", "20260101T000000000000-00000000.eml"])
def test_it_shows_no_other_file(client, folder, name):
    assert client.get(f"/dev/mail/{name}").status_code == 404
