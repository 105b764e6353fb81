import socket
import ssl
from datetime import date

import httpx
import pytest

from detente.acquire.web import Answer, get, is_url, shown
from detente.errors import AcquireError

# Documentation addresses count as reserved, so the open internet is stood for by a public one.
OPEN = "http://93.184.216.34"


class Web(httpx.BaseTransport):
    """A web that answers from a dict: an address's answer is a body, a redirect's target, or an error."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = []

    def handle_request(self, request):
        self.asked.append(request)
        answer = self.answers[str(request.url)]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Connection:
    """What tells which machine answered."""

    def __init__(self, address):
        self.address = address

    def get_extra_info(self, name):
        assert name == "server_addr"
        return (self.address, 80)


def page(content=b"Talks resumed.", *, status=200, peer=None, **headers):
    extensions = {"network_stream": Connection(peer)} if peer else {}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(status, headers=named, stream=httpx.ByteStream(content), extensions=extensions)


def redirect(target, **options):
    return page(b"", status=302, location=target, **options)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_get_gives_the_answer():
    web = Web({f"{OPEN}/a": page(content_type="text/html; charset=utf-8")})

    answer = get(f"{OPEN}/a", max_bytes=100, transport=web)

    assert answer == Answer(b"Talks resumed.", f"{OPEN}/a", "text/html; charset=utf-8", answer.fetched_on)
    assert isinstance(answer.fetched_on, date)
    assert web.asked[0].headers["user-agent"].startswith("detente/")
    assert web.asked[0].headers["accept-encoding"] == "gzip, deflate"


def test_get_follows_redirects_and_gives_the_final_address():
    web = Web({f"{OPEN}/a": redirect("/b"), f"{OPEN}/b": page()})

    assert get(f"{OPEN}/a", max_bytes=100, transport=web).url == f"{OPEN}/b"


def test_get_does_not_show_a_password():
    web = Web({"http://user:secret@93.184.216.34/a": page(status=403)})

    with pytest.raises(AcquireError) as caught:
        get("http://user:secret@93.184.216.34/a", max_bytes=100, transport=web)

    assert str(caught.value).startswith(
        "http://93.184.216.34/a: the server answers 403 Forbidden; save the page"
    )


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/x", "http://2130706433/"]
)
def test_get_refuses_a_redirect_into_a_private_network(target):
    web = Web({f"{OPEN}/a": redirect(target), target: page(b"secrets")})

    with pytest.raises(AcquireError, match="redirects into a private network"):
        get(f"{OPEN}/a", max_bytes=100, transport=web)
    assert len(web.asked) == 1


def test_get_refuses_an_answer_from_a_private_machine_whatever_its_name_says():
    other = "http://93.184.216.35/b"
    web = Web({f"{OPEN}/a": redirect(other, peer="93.184.216.34"), other: page(peer="10.0.0.1")})

    with pytest.raises(AcquireError, match="redirects into a private network"):
        get(f"{OPEN}/a", max_bytes=100, transport=web)


def test_get_reads_from_this_machine_when_asked_to():
    start = "http://127.0.0.1:8000/a"
    web = Web({start: redirect("/b", peer="127.0.0.1"), "http://127.0.0.1:8000/b": page(peer="127.0.0.1")})

    assert get(start, max_bytes=100, transport=web).content == b"Talks resumed."


def test_get_does_not_judge_the_proxy_in_place_of_the_server(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:3128")
    web = Web({f"{OPEN}/a": redirect("/b", peer="10.0.0.1"), f"{OPEN}/b": page(peer="10.0.0.1")})

    assert get(f"{OPEN}/a", max_bytes=100, transport=web).content == b"Talks resumed."


def test_get_refuses_a_redirect_loop():
    web = Web({f"{OPEN}/a": redirect("/b"), f"{OPEN}/b": redirect("/a")})

    with pytest.raises(AcquireError, match="redirects more than 5 times; give the final address"):
        get(f"{OPEN}/a", max_bytes=100, transport=web)
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("ftp://93.184.216.34/", "redirects to an address of kind 'ftp'"),
        ("http://[", "redirects to an invalid address"),
    ],
)
def test_get_refuses_redirects_that_lead_nowhere(target, what):
    web = Web({f"{OPEN}/a": redirect(target)})

    with pytest.raises(AcquireError, match=what):
        get(f"{OPEN}/a", max_bytes=100, transport=web)


@pytest.mark.parametrize("status", [304, 404, 429, 500, 302], ids=str)
def test_get_refuses_answers_without_a_page(status):
    web = Web({f"{OPEN}/a": page(status=status)})

    with pytest.raises(AcquireError, match=f"the server answers {status}"):
        get(f"{OPEN}/a", max_bytes=100, transport=web)


def test_get_refuses_more_than_the_limit():
    web = Web({f"{OPEN}/a": page(b"x" * 101)})

    with pytest.raises(AcquireError, match="is larger than"):
        get(f"{OPEN}/a", max_bytes=100, transport=web)


def caused_by(error, cause):
    error.__cause__ = cause
    return error


FAILURES = {
    "the server does not answer in time": httpx.ReadTimeout("slow"),
    "the server's certificate is not valid": caused_by(
        httpx.ConnectError("x"), ssl.SSLCertVerificationError("expired")
    ),
    "there is no such host, or no network": caused_by(
        httpx.ConnectError("x"), socket.gaierror(-2, "unknown")
    ),
    "the proxy refuses": httpx.ProxyError("407"),
    "the server cannot be reached": httpx.ConnectError("refused"),
    "the connection broke off": httpx.RemoteProtocolError("closed"),
}


@pytest.mark.parametrize(("what", "error"), FAILURES.items(), ids=FAILURES)
def test_get_says_why_a_request_failed(what, error):
    web = Web({f"{OPEN}/a": error})

    with pytest.raises(AcquireError) as caught:
        get(f"{OPEN}/a", max_bytes=100, transport=web)

    assert caught.value.what == what
    assert caught.value.where == f"{OPEN}/a"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://", "http://[", "http://a b/\x00"])
def test_get_refuses_what_is_no_address(url):
    with pytest.raises(AcquireError, match="is no valid address"):
        get(url, max_bytes=100, transport=Web({}))


@pytest.mark.parametrize("source", ["http://news.example/a", "HTTPS://news.example", "https:/news.example"])
def test_is_url_knows_the_web(source):
    assert is_url(source)


@pytest.mark.parametrize(
    "source", ["page.html", r"C:\news\page.html", "notes:today.txt", "-", "www.news.example", "/a/b"]
)
def test_is_url_knows_paths(source):
    assert not is_url(source)


@pytest.mark.parametrize(
    "source", ["ftp://news.example/a", "file:///etc/passwd", "data:text/html,x", "gopher://x", "s3://b/k"]
)
def test_is_url_refuses_addresses_of_other_kinds(source):
    with pytest.raises(AcquireError, match=r"addresses are not read; give an http\(s\) address or a path"):
        is_url(source)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://u:p@news.example/a?b=1#c", "https://news.example/a?b=1"),
        ("https://news.example/", "https://news.example/"),
        ("http://[", "http://["),
    ],
)
def test_shown_hides_what_is_secret(url, safe):
    assert shown(url) == safe
