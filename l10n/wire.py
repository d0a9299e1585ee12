"""The transport of the network's door: what comes over a connection is on the tape as it comes."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import struct
import time
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from l10n.tape import now_aside, now_recording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Event

_RECORDED = "l10n.recorded"
_FAILURES = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)
_CONNECTIONS = 100
_IDLE = 30.0  # seconds that a connection without work is kept
_SPAN = 0.1  # seconds after which it is looked whether to wait on


class Transport(httpx.BaseTransport):
    """A pool of kept connections whose answers are recorded while a tape is running."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            max_connections=_CONNECTIONS,
            max_keepalive_connections=_CONNECTIONS,
            keepalive_expiry=_IDLE,
            network_backend=_Backend(httpcore.SyncBackend()),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One exchange."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method,
            url,
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _in_our_terms():
            made = self._pool.handle_request(asked)
        return httpx.Response(
            made.status,
            headers=made.headers,
            stream=_Body(made),
            extensions={**made.extensions, _RECORDED: True},
        )

    def close(self) -> None:
        self._pool.close()


@contextlib.contextmanager
def _in_our_terms() -> Iterator[None]:
    """Failures as httpx says them, which calls them by the same names."""
    try:
        yield
    except _FAILURES as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error


class _Body(httpx.SyncByteStream):
    """The body of an answer as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _in_our_terms():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore.NetworkBackend):
    """Connections of the usual kind, their reading side ours."""

    def __init__(self, usual: httpcore.NetworkBackend) -> None:
        self._usual = usual

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._usual.connect_tcp(host, port, timeout, local_address, socket_options))


class _Stream(httpcore.NetworkStream):
    """A connection whose bytes the system writes onto the tape; TLS unpacks them there."""

    def __init__(self, usual: httpcore.NetworkStream) -> None:
        self._usual = usual

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come; empty at the end."""
        tape = now_recording()
        if tape is None:
            return self._until_cut(max_bytes, timeout, now_aside())
        connection: socket.socket = self._usual.get_extra_info("socket")
        try:
            _wait_in_the_system(connection, timeout)
            came = tape.receive(connection.recv_into, max_bytes)
        except (TimeoutError, BlockingIOError, ssl.SSLWantReadError) as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error
        return self._usual.read(max_bytes, timeout) if came is None else came

    def _until_cut(self, max_bytes: int, timeout: float | None, cut: Event | None) -> bytes:
        """What has come, waited for in short spans where an interrupt may end that."""
        if cut is None or timeout is None:
            return self._usual.read(max_bytes, timeout)
        end = time.monotonic() + timeout
        while not cut.is_set():
            left = end - time.monotonic()
            try:
                return self._usual.read(max_bytes, max(0.001, min(_SPAN, left)))
            except httpcore.ReadTimeout:
                if left <= _SPAN:
                    raise
        raise httpcore.ReadError("interrupted")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._usual.write(buffer, timeout)

    def close(self) -> None:
        self._usual.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._usual.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._usual.get_extra_info(info)


def _wait_in_the_system(connection: socket.socket, timeout: float | None) -> None:
    """Let the call that reads do the waiting too.

    With a timeout of its own Python waits first, then for its interpreter's lock, and reads after that:
    what had come in between would be lost with the process.
    """
    if os.name != "posix":
        connection.settimeout(timeout)
        return
    seconds, rest = divmod(timeout or 0.0, 1)
    if isinstance(connection, ssl.SSLSocket):
        connection.settimeout(timeout)  # TLS asks again and again, up to this time
        os.set_blocking(connection.fileno(), True)
    else:
        connection.setblocking(True)
    span = struct.pack("ll", int(seconds), int(rest * 1e6))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, span)
