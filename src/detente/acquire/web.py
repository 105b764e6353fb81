"""Get a page from the web, once, because somebody asked for it. The one place that speaks HTTP."""

import re
import socket
import ssl
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

from detente import __version__
from detente.acquire.address import address_is_open, host_is_open
from detente.acquire.transfer import Limits, take_in
from detente.errors import AcquireError

if TYPE_CHECKING:  # the library takes a tenth of a second to import, and files do not need it
    import httpx

_MAX_REDIRECTS = 5
_CONNECT_SECONDS = 10.0
_READ_SECONDS = 20.0
_TOTAL_SECONDS = 60.0

_USER_AGENT = f"detente/{__version__} (reads one news page at its user's request)"

# Only what can be inflated in bounded steps: a library that inflates for us does so before we can count.
_ENCODINGS = "gzip, deflate"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{1,20}):")
# Without the slashes these still are addresses; a file name may hold a colon.
_BARE_SCHEMES = frozenset(
    {"data", "file", "ftp", "gopher", "http", "https", "javascript", "mailto", "about", "blob"}
)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ADVICE_BY_STATUS = {
    401: "save the page in a browser and give the file",
    402: "save the page in a browser and give the file",
    403: "save the page in a browser and give the file",
    404: "check the address",
    410: "look for an archived copy and give its address",
    429: "try again later",
    451: "it is withheld for legal reasons",
    503: "try again later",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent."""

    content: bytes
    url: str
    content_type: str | None
    fetched_on: date


def is_url(source: str) -> bool:
    """Say whether a source is an address of the web.

    Raises:
        AcquireError: If it is an address of another kind.
    """
    found = _SCHEME.match(source)
    if not found:
        return False
    scheme = found[1].lower()
    if scheme not in _BARE_SCHEMES and not source[found.end() :].startswith("//"):
        return False
    if scheme not in ("http", "https"):
        raise AcquireError(
            f"{scheme}: addresses are not read", where=shown(source), todo="give an http(s) address or a path"
        )
    return True


def shown(url: str) -> str:
    """Give an address as it may be shown and kept: without user name, password and fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url[:200]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))[:2_000]


def get(url: str, *, max_bytes: int, transport: "httpx.BaseTransport | None" = None) -> Answer:
    """Fetch a page.

    Certificates are checked, without a fallback. A redirect may not lead from the open internet into a
    private network; an address typed by the user may lie anywhere.

    Args:
        url: An http(s) address.
        max_bytes: Limit of the answer, as sent and as inflated.
        transport: What carries the requests; the network by default.

    Raises:
        AcquireError: If the page cannot be had; one line says why.
    """
    import httpx  # noqa: PLC0415

    if not _host(url):
        raise AcquireError("is no valid address", where=shown(url))
    limits = Limits(max_bytes=max_bytes, seconds=_TOTAL_SECONDS, deadline=time.monotonic() + _TOTAL_SECONDS)
    timeout = httpx.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    headers = {
        "User-Agent": _USER_AGENT,
        "Accept-Encoding": _ENCODINGS,
        "Accept": "text/html, text/plain, */*;q=0.5",
    }
    try:
        with httpx.Client(
            timeout=timeout, headers=headers, follow_redirects=False, transport=transport
        ) as client:
            return _follow(client, url, limits)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _as_acquire_error(error, where=shown(url)) from error


def _follow(client: "httpx.Client", url: str, limits: Limits) -> Answer:
    """Ask, and ask again where a redirect points, up to a number of times."""
    origin = url
    must_be_open = False
    for _ in range(_MAX_REDIRECTS + 1):
        with client.stream("GET", url) as response:
            is_open = _peer_is_open(response)
            if must_be_open and is_open is False:
                raise _leads_inside(origin)
            target = _redirect_target(response, url)
            if target is None:
                return _read_answer(response, url, limits)
        must_be_open = must_be_open or (host_is_open(_host(url)) if is_open is None else is_open)
        if must_be_open and not host_is_open(_host(target)):
            raise _leads_inside(origin)
        url = target
    what = f"redirects more than {_MAX_REDIRECTS} times"
    raise AcquireError(what, where=shown(origin), todo="give the final address")


def _peer_is_open(response: "httpx.Response") -> bool | None:
    """Say whether the machine that answered lies on the open internet; `None` where a proxy answers for it.

    Asked after connecting: a name server may give one address to a check and another to the connection.
    """
    stream = response.extensions.get("network_stream")
    peer: tuple[object, ...] | None = stream.get_extra_info("server_addr") if stream is not None else None
    if not peer or urllib.request.getproxies():
        return None
    return address_is_open(str(peer[0]))


def _leads_inside(origin: str) -> AcquireError:
    what = "redirects into a private network"
    return AcquireError(what, where=shown(origin), todo="this is refused, as it may be an attack")


def _redirect_target(response: "httpx.Response", url: str) -> str | None:
    """Give the address a redirect points to, or `None` for a final answer."""
    location: str | None = response.headers.get("location")
    if response.status_code not in _REDIRECTS or not location:
        return None
    try:
        target = urljoin(url, location)
    except ValueError as error:
        raise AcquireError("redirects to an invalid address", where=shown(url)) from error
    scheme = urlsplit(target).scheme
    if scheme not in ("http", "https"):
        raise AcquireError(f"redirects to an address of kind {scheme[:20]!r}", where=shown(url))
    return target


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _read_answer(response: "httpx.Response", url: str, limits: Limits) -> Answer:
    status = response.status_code
    where = shown(url)
    if not 200 <= status < 300:
        what = f"the server answers {status} {response.reason_phrase}".rstrip()
        raise AcquireError(what, where=where, todo=_ADVICE_BY_STATUS.get(status))
    encoding = response.headers.get("content-encoding", "")
    content = take_in(response.iter_raw(), encoding, limits, where=where)
    return Answer(content, where, response.headers.get("content-type"), datetime.now(UTC).date())


def _as_acquire_error(error: Exception, *, where: str) -> AcquireError:
    """Say in one line why a request failed."""
    what, todo = _reason(error)
    return AcquireError(what, where=where, todo=todo)


def _reason(error: Exception) -> tuple[str, str | None]:
    """Give what is wrong and what to do: by what lies beneath the library's error, then by its kind."""
    import httpx  # noqa: PLC0415

    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            return "the server's certificate is not valid", "do not trust this page; try again later"
        if isinstance(cause, socket.gaierror):
            return "there is no such host, or no network", "check address and connection"
    by_kind: tuple[tuple[type[Exception], str, str | None], ...] = (
        (httpx.InvalidURL, "is no valid address", None),
        (httpx.UnsupportedProtocol, "is no valid address", None),
        (httpx.TimeoutException, "the server does not answer in time", "try again later"),
        (httpx.ProxyError, "the proxy refuses", "check the proxy settings"),
        (httpx.ConnectError, "the server cannot be reached", "check address and connection"),
    )
    for kind, what, todo in by_kind:
        if isinstance(error, kind):
            return what, todo
    return "the connection broke off", "try again later"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
