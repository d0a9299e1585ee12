"""A translation server that fails in every way that servers do, over a real socket.

It speaks DeepL, LibreTranslate and OpenAI's chat, and translates the sentences of `sentence` into
Arabic. Every translation that was delivered whole is written to a journal, so that what was paid twice
can be counted; and the last of a connection once more if the other side was killed before it had read
it. Runs in a process of its own: ``python tests/routing/fault_server.py JOURNAL ...``
prints its port.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import socket
import time
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

_TCP_CLOSE = 7
PLACES = {"Erbil": "أربيل", "Ain al-Asad": "عين الأسد", "Harir": "حرير", "Kirkuk": "كركوك"}
KINDS = (
    "429 with seconds",
    "429 with milliseconds",
    "429 with a date",
    "429 without a word",
    "500",
    "529",
    "an HTML page",
    "an HTML page with status 200",
    "cut in the middle",
    "no answer at all",
    "a wrong count",
    "strange ids",
    "no JSON",
    "cut JSON",
    "a slow drip",
    "another character set",
    "a bomb",
    "a lost name",
)
_WORDINGS: tuple[tuple[str, str], ...] = (
    ("{n} soldiers reached {place} on Monday.", "وصل {n} جنديًا إلى {place} يوم الاثنين."),
    ("Officials in {place} counted {n} votes.", "أحصى مسؤولون في {place} {n} صوتًا."),
    ("About {n} people left {place} last week.", "غادر نحو {n} شخص {place} الأسبوع الماضي."),
    ("The road to {place} is {n} kilometers long.", "يبلغ طول الطريق إلى {place} {n} كيلومترًا."),
)
_PATTERNS = [
    (
        re.compile(
            re.escape(english)
            .replace(r"\{n\}", r"(?P<n>[\d,]+)")
            .replace(r"\{place\}", "(?P<place>.+)")
        ),
        arabic,
    )
    for english, arabic in _WORDINGS
]


def sentence(n: int) -> str:
    """The sentence of this number; no two are alike."""
    english, _ = _WORDINGS[n % len(_WORDINGS)]
    place = tuple(PLACES)[n // len(_WORDINGS) % len(PLACES)]
    return english.format(n=f"{1000 + n:,}", place=place)


def translated(text: str) -> str:
    """A sentence in Arabic, the place as it was given (a name, a mask, an element)."""
    core = text.strip()
    for pattern, arabic in _PATTERNS:
        if found := pattern.fullmatch(core):
            return arabic.format(n=found["n"], place=found["place"])
    return core


class Server:
    """The server's settings and its dice; ``share`` of all requests fail (0-1)."""

    def __init__(
        self, journal: Path, *, share: float, latency: float, seed: int, quota: int
    ) -> None:
        self.journal = journal.open("a", encoding="utf-8", buffering=1)
        self.share, self.latency, self.quota = share, latency, quota
        self.dice = random.Random(seed)  # noqa: S311 - a test's faults
        self.counts = dict.fromkeys(("requests", "faults"), 0)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        last: list[str] = []
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode("latin-1").split("\r\n")
                headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                last = []
                if not await self._answer(first.split()[1], body, reader, writer, last):
                    break
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            # A connection is reset, and not ended, if its other side dies with something unread or
            # is gone when something comes: what we answered reached that machine, not the process.
            if isinstance(error, ConnectionError) or _is_reset(writer):
                self.journal.writelines(line.replace("[", '["unread", ', 1) for line in last)
        finally:
            writer.close()

    async def _answer(
        self,
        path: str,
        body: bytes,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        delivered: list[str],
    ) -> bool:
        """Answer one request; false if the connection ends with it."""
        self.counts["requests"] += 1
        if path == "/counts":
            await _send(writer, 200, json.dumps(self.counts).encode())
            return True
        told = json.loads(body)
        provider, texts, wrapped = _read(path, told)
        await asyncio.sleep(self.latency)
        if provider == "deepl" and self.quota and self.counts["requests"] > self.quota:
            await _send(writer, 456, b'{"message":"Quota exceeded"}')
            return True
        if self.dice.random() < self.share:
            self.counts["faults"] += 1
            return await self._fail(self.dice.choice(KINDS), texts, wrapped, writer)
        if reader.at_eof():  # whoever asked is gone: nothing was delivered
            return False
        await _send(writer, 200, wrapped([translated(text) for text in texts]))
        for text, remark in zip(texts, _remarks(told, len(texts)), strict=True):
            delivered.append(json.dumps([time.time(), provider, text, remark]) + "\n")
        self.journal.writelines(delivered)
        return True

    async def _fail(
        self,
        kind: str,
        texts: list[str],
        wrapped: Callable[..., bytes],
        writer: asyncio.StreamWriter,
    ) -> bool:
        good = [translated(text) for text in texts]
        refused = {
            "429 with seconds": ("Retry-After: 0.05", 429),
            "429 with milliseconds": ("retry-after-ms: 50", 429),
            "429 with a date": ("Retry-After: Fri, 02 Jan 2026 03:04:05 GMT", 429),
            "429 without a word": ("X: x", 429),
            "500": ("X: x", 500),
            "529": ("X: x", 529),
        }
        bodies = {
            "an HTML page with status 200": b"<!DOCTYPE html><html><title>Busy</title></html>",
            "a wrong count": wrapped(good[:-1] if len(good) > 1 else [*good, "x"]),
            "strange ids": wrapped(good, shift=1),
            "no JSON": b"{translations",
            "cut JSON": wrapped(good)[:-7],
            "another character set": wrapped(good).decode().encode("utf-16"),
            "a lost name": wrapped([one.replace("1", "2", 1) for one in good]),
        }
        if kind in refused:
            header, status = refused[kind]
            await _send(writer, status, b"", header)
        elif kind == "an HTML page":
            await _send(writer, 502, b"<html><title>Bad gateway</title></html>")
        elif kind in bodies:
            await _send(writer, 200, bodies[kind])
        elif kind == "a bomb":
            pack = zlib.compressobj(9, zlib.DEFLATED, 31)
            bomb = b"".join(pack.compress(b" " * (1 << 20)) for _ in range(20)) + pack.flush()
            await _send(writer, 200, bomb, "Content-Encoding: gzip")
        else:
            return await _break_off(kind, wrapped(good), writer)
        return True


def _is_reset(writer: asyncio.StreamWriter) -> bool:
    """Whether a connection that has ended was reset since: then it is closed on our side too."""
    info = getattr(socket, "TCP_INFO", None)  # Linux alone knows
    if info is None:
        return False
    return writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, info, 1)[0] == _TCP_CLOSE


async def _break_off(kind: str, body: bytes, writer: asyncio.StreamWriter) -> bool:
    if kind != "no answer at all":
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        writer.write(head + body[: len(body) // 2])
        await writer.drain()
        if kind == "a slow drip":
            for at in range(len(body) // 2, len(body) // 2 + 20):
                writer.write(body[at : at + 1])
                await writer.drain()
                await asyncio.sleep(0.01)
    writer.transport.abort()
    return False


async def _send(
    writer: asyncio.StreamWriter, status: int, body: bytes, header: str = "X: x"
) -> None:
    writer.write(
        f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n{header}\r\n\r\n".encode()
        + body
    )
    await writer.drain()


def _read(path: str, told: dict[str, Any]) -> tuple[str, list[str], Callable[..., bytes]]:
    """The provider, its texts, and how its answers are written."""
    if path.startswith("/deepl"):
        return "deepl", told["text"], _deepl
    if path.startswith("/libre"):
        return "libre", told["q"], _libre
    asked = json.loads(told["messages"][1]["content"].splitlines()[-1])
    terms = {one["source"]: one["target"] for one in asked.get("terms", [])}
    texts = [one["text"] for one in asked["segments"]]
    for source, target in terms.items():
        texts = [text.replace(source, target) for text in texts]
    return "gpt", texts, partial(_chat, [one["id"] for one in asked["segments"]])


def _remarks(told: dict[str, Any], count: int) -> list[str]:
    """What was wrong with an earlier answer: a sentence asked again for that is another question."""
    if "messages" not in told:
        return [""] * count
    asked = json.loads(told["messages"][1]["content"].splitlines()[-1])
    return [one.get("wrong_before", "") for one in asked["segments"]]


def _deepl(texts: list[str], shift: int = 0) -> bytes:
    rows = [{"text": text, "billed_characters": len(text)} for text in texts[shift:]]
    return json.dumps({"translations": rows}, ensure_ascii=False).encode()


def _libre(texts: list[str], shift: int = 0) -> bytes:
    return json.dumps({"translatedText": texts[shift:]}, ensure_ascii=False).encode()


def _chat(ids: list[str], texts: list[str], shift: int = 0) -> bytes:
    told = [f"{one}x" for one in ids] if shift else ids
    items = [{"id": one, "target": text} for one, text in zip(told, texts, strict=False)]
    content = json.dumps({"items": items}, ensure_ascii=False)
    choice = {"message": {"content": content}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 40 * len(texts), "completion_tokens": 30 * len(texts)}
    return json.dumps({"choices": [choice], "usage": usage}, ensure_ascii=False).encode()


async def main() -> None:
    told = argparse.ArgumentParser()
    told.add_argument("journal", type=Path)
    told.add_argument("--share", type=float, default=0.2)
    told.add_argument("--latency", type=float, default=0.0)
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--quota", type=int, default=0)
    args = told.parse_args()
    server = Server(
        args.journal, share=args.share, latency=args.latency, seed=args.seed, quota=args.quota
    )
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, limit=1 << 24)
    print(listening.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - whoever started it reads it
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
