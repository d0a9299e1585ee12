"""One exchange with a service: how long to wait, what is said of a failure, what is let in."""

from __future__ import annotations

import socket
import threading

import httpx
import pytest

from l10n.errors import ConfigError, ProviderError, ProviderUnavailable, RateLimited
from l10n.net import Client, is_loopback, refuse_plain, wait_of, without_secrets

NOW = 1_793_000_000.0
WAITS = {
    "milliseconds": ({"retry-after-ms": "1500"}, b"", 1.5),
    "milliseconds before seconds": ({"retry-after-ms": "250.5", "retry-after": "9"}, b"", 0.2505),
    "seconds": ({"retry-after": "12"}, b"", 12.0),
    "parts of a second": ({"retry-after": "0.5"}, b"", 0.5),
    "a date": ({"retry-after": "Mon, 26 Oct 2026 06:14:00 GMT"}, b"", 1792995240.0 - NOW),
    "a date that is past": ({"retry-after": "Fri, 02 Jan 2026 03:04:05 GMT"}, b"", 0.0),
    "no date at all": ({"retry-after": "soon"}, b"", 0.0),
    "a negative number": ({"retry-after": "-5"}, b"", 0.0),
    "not a number": ({"retry-after": "nan"}, b"", 0.0),
    "Google's body": ({}, b'{"details":[{"retryDelay": "37s"}]}', 37.0),
    "nothing": ({}, b"", 0.0),
}


@pytest.mark.parametrize(("headers", "body", "seconds"), WAITS.values(), ids=WAITS)
def test_a_service_says_how_long_to_wait(
    headers: dict[str, str], body: bytes, seconds: float
) -> None:
    assert wait_of(headers, body, NOW) == pytest.approx(max(0.0, seconds))


NEAR = {
    "http://localhost:5000": True,
    "http://127.0.0.1": True,
    "http://127.8.9.1:80/x": True,
    "http://[::1]:8080": True,
    "http://127.0.0.1.evil.example": False,
    "http://localhost.evil.example": False,
    "http://user@10.0.0.1": False,
    "http://0.0.0.0": False,
    "ftp://localhost": True,
}


@pytest.mark.parametrize(("url", "near"), NEAR.items(), ids=NEAR)
def test_what_is_this_machine(url: str, near: bool) -> None:  # noqa: FBT001
    assert is_loopback(url) is near


@pytest.mark.parametrize(
    "url", ["http://api.example.com", "ftp://localhost", "//x", "file:///etc/passwd", ""]
)
def test_other_addresses_than_https_are_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="no https address"):
        refuse_plain(url, "x")


def test_secrets_are_taken_out_however_they_are_spelled() -> None:
    told = 'a/b+c= and a%2Fb%2Bc%3D and "a/b+c="'
    assert without_secrets(told, ["a/b+c=", ""]) == '*** and *** and "***"'


def test_where_a_service_says_not_to_ask_again_the_error_is_final() -> None:
    transport = httpx.MockTransport(
        lambda _: httpx.Response(
            429, headers={"x-should-retry": "false"}, stream=httpx.ByteStream(b"")
        )
    )
    client = Client(provider="x", base="https://api.example.com", transport=transport)
    with pytest.raises(RateLimited) as caught:
        client.get("/")
    assert caught.value.final


def test_a_slow_drip_ends() -> None:
    class Drip(httpx.SyncByteStream):
        def __iter__(self):  # noqa: ANN204
            while True:
                yield b" "

    transport = httpx.MockTransport(lambda _: httpx.Response(200, stream=Drip()))
    client = Client(provider="x", base="https://api.example.com", transport=transport, longest=0.01)
    with pytest.raises(ProviderUnavailable, match="took longer than"):
        client.get("/")


def test_every_failure_of_the_client_library_is_one_of_ours() -> None:
    kinds = [
        kind
        for kind in vars(httpx).values()
        if isinstance(kind, type) and issubclass(kind, httpx.TransportError)
    ]
    assert len(kinds) > 10
    for kind in kinds:

        def fail(request: httpx.Request, kind: type[Exception] = kind) -> httpx.Response:
            raise kind("secret-4711 broke", request=request)  # type: ignore[call-arg]

        client = Client(
            provider="x",
            base="https://api.example.com",
            secrets=("secret-4711",),
            transport=httpx.MockTransport(fail),
        )
        with pytest.raises(ProviderError) as caught:
            client.get("/")
        assert "secret-4711" not in str(caught.value)
        assert caught.value.__cause__ is None


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    seen: list[bytes] = []

    def proxy() -> None:
        with listening, listening.accept()[0] as connection:
            seen.append(connection.recv(4096).splitlines()[0])
            connection.sendall(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")

    thread = threading.Thread(target=proxy, daemon=True)
    thread.start()
    for name in ("no_proxy", "NO_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{listening.getsockname()[1]}")
    with pytest.raises(ProviderUnavailable):
        Client(provider="x", base="https://api.example.com", timeout=5).get("/")
    thread.join(5)
    assert seen == [b"CONNECT api.example.com:443 HTTP/1.1"]
