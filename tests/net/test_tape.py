"""What is on a tape when its process is killed, over plain connections and over TLS."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from l10n.tape import Recorded, Tape, aside, left_behind, now_recording
from l10n.wire import Transport

BODY = '{"text":"وصل إلى أربيل"}'.encode()
PACKED = gzip.compress(BODY)
WIRES = {
    "a length": (b"Content-Length: %d\r\n\r\n%b" % (len(BODY), BODY), [BODY]),
    "chunks": (
        b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY),
        [BODY],
    ),
    "the end of the connection": (b"Connection: close\r\n\r\n" + BODY, [BODY]),
    "packed": (
        b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(PACKED), PACKED),
        [PACKED],
    ),
    "packed and cut": (
        b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b" % (len(PACKED), PACKED[:-9]),
        [],
    ),
    "an answer that is cut": (b"Content-Length: 400\r\n\r\n" + BODY, []),
    "chunks that are cut": (b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b" % (len(BODY), BODY), []),
}


def serve(
    answer: bytes,
    wrap: Callable[[socket.socket], socket.socket] = lambda one: one,
    until: threading.Event | None = None,
) -> int:
    """A server on some port that answers one connection and ends it, or keeps it open ``until`` then."""
    listening = socket.create_server(("127.0.0.1", 0))

    def work() -> None:
        with listening, wrap(listening.accept()[0]) as connection:
            connection.recv(65536)
            connection.sendall(answer)
            if until is not None:
                until.wait(30)

    threading.Thread(target=work, daemon=True).start()
    return int(listening.getsockname()[1])


def recorded_from(tape: Tape) -> Recorded:
    """What another process finds once this one is gone (a copy: this one holds its own)."""
    copy = tape.path.with_name("copy")
    copy.write_bytes(tape.path.read_bytes())
    with left_behind(copy) as found:
        assert found is not None
        return found


def ask(url: str, transport: Transport, timeout: float = 5) -> None:
    with (
        httpx.Client(transport=transport, timeout=timeout) as client,
        client.stream("GET", url) as response,
    ):
        b"".join(response.iter_raw())


@pytest.mark.parametrize(("wire", "bodies"), WIRES.values(), ids=WIRES)
def test_an_answer_is_on_the_tape_as_soon_as_it_is_here(
    tmp_path: Path, wire: bytes, bodies: list[bytes]
) -> None:
    tape = Tape(tmp_path / "tape")
    port = serve(b"HTTP/1.1 200 OK\r\nX-A: b\r\n" + wire)
    with tape.recording(lambda: b"label"):
        tape.begin(b"d" * 32)
        try:
            ask(f"http://127.0.0.1:{port}/", Transport())
        except httpx.TransportError:
            assert not bodies
        found = recorded_from(tape)
    assert found.label == b"label"
    assert [body for _, _, body in found.answers.get(b"d" * 32, [])] == bodies
    assert recorded_from(tape).label == b""
    tape.close()
    assert not tape.path.exists()


def test_tls_is_unpacked_onto_the_tape(tmp_path: Path) -> None:
    pem = certificate(tmp_path)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serving.load_cert_chain(pem)
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
    port = serve(answer, lambda one: serving.wrap_socket(one, server_side=True))
    tape = Tape(tmp_path / "tape")
    with tape.recording(lambda: b"label"):
        tape.begin(b"d" * 32)
        ask(f"https://localhost:{port}/", Transport(ssl.create_default_context(cafile=str(pem))))
        found = recorded_from(tape)
    ((status, _, body),) = found.answers[b"d" * 32]
    assert (status, body) == (200, BODY)
    tape.close()


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{"],
    ids=["before its head", "within its body"],
)
def test_a_service_that_falls_silent_over_tls_ends_in_time(tmp_path: Path, answer: bytes) -> None:
    pem = certificate(tmp_path)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serving.load_cert_chain(pem)
    until = threading.Event()
    port = serve(answer, lambda one: serving.wrap_socket(one, server_side=True), until)
    tape = Tape(tmp_path / "tape")
    transport = Transport(ssl.create_default_context(cafile=str(pem)))
    with tape.recording(lambda: b"label"):
        tape.begin(b"d" * 32)
        with pytest.raises(httpx.ReadTimeout):
            ask(f"https://localhost:{port}/", transport, timeout=0.3)
    until.set()
    tape.close()


@pytest.mark.parametrize("tls", [False, True], ids=["plainly", "over TLS"])
def test_an_exchange_that_costs_nothing_is_cut_by_an_interrupt(tmp_path: Path, tls: bool) -> None:  # noqa: FBT001
    pem = certificate(tmp_path)
    stop, until = threading.Event(), threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def silent() -> None:
        connection = listening.accept()[0]
        if tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(pem)
            connection = context.wrap_socket(connection, server_side=True)
        with listening, connection:
            connection.recv(65536)
            stop.set()
            until.wait(30)

    threading.Thread(target=silent, daemon=True).start()
    transport = Transport(ssl.create_default_context(cafile=str(pem)))
    address = f"http{'s' * tls}://localhost:{listening.getsockname()[1]}/"
    with aside(stop), pytest.raises(httpx.ReadError, match="interrupted"):
        ask(address, transport, timeout=3600)
    until.set()


def test_an_exchange_that_costs_nothing_still_ends_in_time() -> None:
    until = threading.Event()
    port = serve(b"", until=until)
    with aside(threading.Event()), pytest.raises(httpx.ReadTimeout):
        ask(f"http://127.0.0.1:{port}/", Transport(), timeout=0.25)
    until.set()


def test_several_exchanges_stand_one_after_the_other(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "tape")
    with tape.recording(lambda: b"label"):
        for digest, body in ((b"a" * 32, b"1"), (b"b" * 32, b"22"), (b"a" * 32, b"333")):
            tape.begin(digest)
            tape.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        with aside():
            assert now_recording() is None
        found = recorded_from(tape)
    with found.playing():
        order = [found.answer(one * 32) for one in (b"a", b"a", b"b", b"b")]
    assert [one and one[2] for one in order] == [b"1", b"333", b"22", None]
    assert found.is_empty
    tape.close()


def test_what_does_not_fit_is_not_recorded_and_nothing_breaks(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "tape")
    with tape.recording(lambda: b"x" * (1 << 20)):
        tape.begin(b"a" * 32)
        tape.write(b"y" * 100)
        assert tape.receive(len, 100) is None
        assert recorded_from(tape).label == b""
    with tape.recording(lambda: b"label"):
        tape.begin(b"a" * 32)
        tape.write(b"y" * (1 << 20))
        assert recorded_from(tape).answers == {}
    tape.close()


@pytest.mark.parametrize("room", [0, 100_000])
def test_a_disk_without_room_is_an_error_that_names_it_and_leaves_nothing(
    tmp_path: Path, room: int
) -> None:
    resource = pytest.importorskip("resource", reason="no limits on this system")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(OSError, match="nothing was sent") as caught:
            Tape(tmp_path / "tape")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.filename == str(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_running_tape_belongs_to_its_process(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "tape")
    with left_behind(tape.path) as found:
        assert found is None
    with left_behind(tmp_path / "none") as found:
        assert found is None
    tape.close()


def certificate(folder: Path) -> Path:
    """A certificate of localhost for an hour, with its key."""
    pytest.importorskip("cryptography", reason="nothing here can make a certificate")
    import datetime as dt

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "localhost.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path
