"""The one door to the network: one exchange with a service, bounded, its failure in our own terms.

Plain ``http`` is refused except to this machine, redirects are never followed, a body is read up to
a size and a time, packed or not, and whatever is said about a failure has the keys taken out.
"""

from __future__ import annotations

import email.utils
import hashlib
import json as codec
import re
import time
import weakref
import zlib
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from l10n.errors import (
    AuthenticationFailed,
    ConfigError,
    ProviderError,
    ProviderUnavailable,
    QuotaExceeded,
    RateLimited,
    ReplyMalformed,
    RequestRefused,
    RequestTooLarge,
)
from l10n.tape import aside, now_aside, now_playing, now_recording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import httpx

    from l10n.tape import Recorded

    Explain = Callable[["Answer"], type[ProviderError] | None]

USER_AGENT = "l10n-desk"
_RECORDED = "l10n.recorded"
_CONNECT = 10.0  # seconds
_LARGEST = 16 << 20  # bytes of an unpacked body; a request of translations is some 100 KB
_SHOWN = 300  # characters of what a service said
_BY_STATUS: dict[int, type[ProviderError]] = {
    401: AuthenticationFailed,
    402: QuotaExceeded,
    403: AuthenticationFailed,
    407: AuthenticationFailed,
    408: ProviderUnavailable,
    409: ProviderUnavailable,
    413: RequestTooLarge,
    414: RequestTooLarge,
    425: ProviderUnavailable,
    429: RateLimited,
    456: QuotaExceeded,
    529: ProviderUnavailable,
}
# where services put their message in an error's JSON
_MESSAGES = (
    ("error", "message"),
    ("error", "status"),
    ("explanation",),
    ("message",),
    ("Message",),
    ("error_description",),
    ("error",),
    ("detail",),
)
_LOOPBACK = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")
_DELAY = re.compile(rb'"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"')
_HINTS: dict[type[ProviderError], str] = {
    AuthenticationFailed: "look at key and endpoint in [providers.{name}]; l10n providers test {name}",
    QuotaExceeded: "the allowance of this account is used up; name another step after {name}",
    RateLimited: "set rate = {{ requests = N, per = 'minute' }} or a smaller concurrency"
    " in [providers.{name}]",
    ProviderUnavailable: "run again later, or name another step after {name}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A service's answer: status, headers with lower-case names, the unpacked body."""

    provider: str
    status: int
    headers: Mapping[str, str]
    data: bytes = field(repr=False)

    def json(self) -> Any:
        """The body's JSON (UTF-8, with or without a byte order mark), else `ReplyMalformed`."""
        try:
            return codec.loads(self.data.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise self.malformed("the answer is not UTF-8") from error
        except (ValueError, RecursionError) as error:
            raise self.malformed(f"the answer is not JSON but {self.shown()!r}") from error

    def told(self) -> Any:
        """The body's JSON, or None."""
        try:
            return codec.loads(self.data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return None

    def shown(self) -> str:
        """The beginning of the body for a message."""
        text = " ".join(self.data[:4000].decode("utf-8", "replace").split())
        if text[:15].lower().startswith(("<!doctype html", "<html")):
            title = re.search(r"<title>([^<]{0,100})", text, re.IGNORECASE)
            return f"an HTML page{f' ({title[1].strip()})' if title else ''}"
        return text[:_SHOWN]

    def malformed(self, what: str) -> ReplyMalformed:
        return ReplyMalformed(f"{self.provider}: {what}", provider=self.provider, billed=True)


@dataclass(slots=True, kw_only=True, weakref_slot=True)
class Client:
    """One service: where it is, how it wants to be spoken to, and one pool of kept connections.

    ``explain`` may know better than the status what an answer means; ``wait`` reads from a body how
    long to wait. ``timeout`` is how long an answer may be silent, ``longest`` how long it may take
    in all (seconds). Once ``stop`` is set nothing is sent any more, and what costs nothing is not waited
    for; what is paid for is. ``missing`` says which key is not there: nothing is sent without it. Threads may
    share a client. ``transport`` stands for the network in tests.
    """

    provider: str
    base: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    missing: str = ""
    explain: Explain | None = None
    wait: Callable[[Answer], float] | None = None
    timeout: float = 30.0
    longest: float = 120.0
    stop: Event = field(default_factory=Event, repr=False)
    transport: Any = None
    _http: httpx.Client | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        refuse_plain(self.base, self.provider)

    def post(self, path: str, body: object, *, paid: bool = True, **headers: str) -> Answer:
        """Send JSON; `ProviderError` for whatever is not an answer."""
        text = codec.dumps(body, ensure_ascii=False, separators=(",", ":"))
        data = text.encode("utf-8", "replace")  # half of a surrogate pair is no letter
        told = {"content-type": "application/json", **headers}
        return self.send("POST", path, data, told, paid=paid)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for something that costs nothing."""
        return self.send("GET", path, b"", headers, paid=False)

    @property
    def is_answered(self) -> bool:
        """Whether this thread's questions are answered from a tape: it needs neither keys nor tokens."""
        return now_playing() is not None

    def send(
        self, method: str, path: str, data: bytes, headers: Mapping[str, str], *, paid: bool = True
    ) -> Answer:
        """One exchange; header names may be written with ``_``.

        What is ``paid`` for is recorded while a tape is running, and answered from one that is playing.
        """
        if self.missing and not self.is_answered:
            hint = _HINTS[AuthenticationFailed].format(name=self.provider)
            raise AuthenticationFailed(self.missing, provider=self.provider, hint=hint)
        url = f"{self.base.rstrip('/')}{path}" if path.startswith("/") else path
        refuse_plain(url, self.provider)
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        if not paid:
            with aside(self.stop):
                answer = self._exchanged(method, url, data, asked)
        else:
            digest = hashlib.sha256(f"{method} {url}".encode()).digest()
            if playing := now_playing():
                answer = self._replayed(playing, digest)
            else:
                if running := now_recording():
                    running.begin(digest)
                answer = self._exchanged(method, url, data, asked)
        self._refuse(answer, len(data))
        return answer

    def _exchanged(self, method: str, url: str, data: bytes, asked: Mapping[str, str]) -> Answer:
        """Over the network and back."""
        import httpx

        if self.stop.is_set():
            raise self._interrupted()
        begun = time.monotonic()
        try:
            with self._pool().stream(method, url, content=data or None, headers=asked) as response:
                body = self._read(_on_tape(response), _packed(response.headers), begun)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise self._unreachable("cannot be reached", error, billed=False) from None
        except (httpx.TransportError, httpx.StreamError) as error:
            if (stop := now_aside()) and stop.is_set():
                raise self._interrupted() from None
            raise self._unreachable("did not finish its answer", error, billed=True) from None
        except httpx.InvalidURL as error:
            raise RequestRefused(self._clean(str(error)), provider=self.provider) from None
        told = {name.lower(): value for name, value in response.headers.items()}
        return Answer(provider=self.provider, status=response.status_code, headers=told, data=body)

    def _replayed(self, playing: Recorded, digest: bytes) -> Answer:
        """What was answered to a process that did not live to read it."""
        found = playing.answer(digest)
        if found is None:
            raise ProviderUnavailable(
                f"{self.provider}: what is kept answers something else",
                provider=self.provider,
                final=True,
            )
        status, headers, body = found
        data = self._read([body], _packed(headers), time.monotonic())
        return Answer(provider=self.provider, status=status, headers=headers, data=data)

    def _pool(self) -> httpx.Client:
        if self._http is None:
            from urllib.request import getproxies

            import httpx

            from l10n.wire import Transport

            near = is_loopback(self.base)
            # certificates need not be loaded for plain http, nor be somebody's on this machine
            context = None if self.transport else httpx.create_ssl_context(verify=not near)
            # behind a proxy httpx connects by itself
            direct = None if getproxies() and not near else Transport(context)
            self._http = httpx.Client(
                headers={"user-agent": USER_AGENT, "accept-encoding": "gzip", **self.headers},
                timeout=httpx.Timeout(self.timeout, connect=min(_CONNECT, self.timeout)),
                follow_redirects=False,
                trust_env=not near,  # proxies are for the outside; NO_PROXY is often not set
                verify=context or False,
                transport=self.transport or direct,
            )
            weakref.finalize(self, self._http.close)  # kept connections end with the client
        return self._http

    def _read(self, chunks: Iterable[bytes], packed: bool, begun: float) -> bytes:  # noqa: FBT001
        """The unpacked body, as far as it is allowed to go."""
        unpack = zlib.decompressobj(47) if packed else None
        parts: list[bytes] = []
        left = _LARGEST
        for chunk in chunks:
            try:
                part = unpack.decompress(chunk, left + 1) if unpack else chunk
            except zlib.error:
                raise self._malformed("its answer says that it is packed, and is not") from None
            left -= len(part)
            parts.append(part)
            if left < 0:
                raise self._malformed(f"its answer is larger than {_LARGEST >> 20} MiB")
            if time.monotonic() > begun + self.longest:
                message = f"took longer than {self.longest:g} seconds to answer"
                raise ProviderUnavailable(
                    f"{self.provider}: {message}", provider=self.provider, billed=True
                )
        return b"".join(parts)

    def _refuse(self, answer: Answer, size: int) -> None:
        """Raise what an answer means that is no answer."""
        kind = self.explain(answer) if self.explain else None
        if kind is None and answer.status < 300:
            return
        kind = kind or _BY_STATUS.get(answer.status) or _family(answer.status)
        waits = wait_of(answer.headers, answer.data, time.time())
        said = _said(answer)
        raise kind(
            self._clean(f"{self.provider}: {answer.status} {said}".strip()),
            provider=self.provider,
            retry_after=waits or (self.wait(answer) if self.wait else 0.0),
            size=size,
            billed=answer.status < 300,
            final=answer.headers.get("x-should-retry") == "false",
            hint=_HINTS.get(kind, "").format(name=self.provider),
        )

    def _unreachable(self, what: str, error: Exception, *, billed: bool) -> ProviderUnavailable:
        host = urlsplit(self.base).netloc.rpartition("@")[2]
        cause = self._clean(str(error)) or type(error).__name__
        return ProviderUnavailable(
            f"{self.provider}: {host} {what}: {cause}",
            provider=self.provider,
            billed=billed,
            hint=_HINTS[ProviderUnavailable].format(name=self.provider),
        )

    def pause(self, seconds: float) -> None:
        """Wait for something that costs nothing, until an interrupt."""
        if self.stop.wait(seconds):
            raise self._interrupted()

    def _interrupted(self) -> ProviderUnavailable:
        return ProviderUnavailable(
            f"{self.provider}: interrupted", provider=self.provider, final=True
        )

    def _malformed(self, what: str) -> ReplyMalformed:
        return ReplyMalformed(f"{self.provider}: {what}", provider=self.provider, billed=True)

    def _clean(self, text: str) -> str:
        return without_secrets(text, self.secrets)


def _packed(headers: Mapping[str, str]) -> bool:
    return headers.get("content-encoding", "").lower() in {"gzip", "deflate"}


def _on_tape(response: httpx.Response) -> Iterator[bytes]:
    """The packed body in chunks; written onto the tape here if the transport has not done so."""
    running = None if response.extensions.get(_RECORDED) else now_recording()
    if running is None:
        yield from response.iter_raw()
        return
    encoding = response.headers.get("content-encoding", "")
    head = f"content-encoding: {encoding}\r\n" if encoding else ""
    head = f"HTTP/1.1 {response.status_code} -\r\ntransfer-encoding: chunked\r\n{head}\r\n"
    running.write(head.encode())
    for chunk in response.iter_raw():
        running.write(b"%x\r\n%b\r\n" % (len(chunk), chunk))
        yield chunk
    running.write(b"0\r\n\r\n")


def without_secrets(text: str, secrets: Iterable[str]) -> str:
    """A text in which no secret stands, as it is or as an address spells it."""
    for secret in filter(None, secrets):
        for spelled in (secret, quote(secret, safe=""), codec.dumps(secret)[1:-1]):
            text = text.replace(spelled, "***")
    return text


def is_loopback(url: str) -> bool:
    """Whether an address is this machine's own."""
    return bool(_LOOPBACK.fullmatch(urlsplit(url).hostname or ""))


def refuse_plain(url: str, provider: str) -> None:
    """Refuse an address that a key or an unpublished text must not be sent to."""
    scheme = urlsplit(url).scheme.lower()
    if scheme == "https" or (scheme == "http" and is_loopback(url)):
        return
    host = urlsplit(url).netloc.rpartition("@")[2]
    raise ConfigError(
        f"providers.{provider}.endpoint is no https address ({scheme or 'no scheme'}: {host or url})",
        key=f"providers.{provider}.endpoint",
        hint="only https is spoken to other machines; plain http only to localhost and 127.0.0.1",
    )


def wait_of(headers: Mapping[str, str], body: bytes, now: float) -> float:
    """How many seconds a service asks to wait: in milliseconds, in seconds, until a date; or 0.

    ``now`` is in seconds since 1970. Google says it in the body.
    """
    if (told := _number(headers.get("retry-after-ms", ""))) is not None:
        return told / 1000
    written = headers.get("retry-after", "").strip()
    if (told := _number(written)) is not None:
        return told
    if written:
        try:
            return max(0.0, email.utils.parsedate_to_datetime(written).timestamp() - now)
        except ValueError:
            return 0.0
    found = _DELAY.search(body[:4000])
    return float(found[1]) if found else 0.0


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,12}(?:\.\d+)?", text.strip()) else None


def _family(status: int) -> type[ProviderError]:
    return ProviderUnavailable if status >= 500 else RequestRefused


def _said(answer: Answer) -> str:
    """What a service says about a failure, in its own words."""
    told = answer.told()
    for path in _MESSAGES:
        found = told
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if isinstance(found, str) and found.strip():
            return " ".join(found.split())[:_SHOWN]
    return answer.shown()
