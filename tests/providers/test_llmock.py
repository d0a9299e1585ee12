"""Against llmock, which others wrote: it takes our requests to OpenAI, Anthropic and Gemini as they are.

It answers in the schema's shape with words of its own, so an answer must end as "does not answer s1":
request, key, body and schema were understood, and ids that are not ours are refused.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.errors import RateLimited, ReplyMalformed
from l10n.model import Locale
from l10n.providers import Request, provider
from tests.providers.peers import free_port, running

pytest.importorskip("llmock")
REQUEST = Request(texts=("Hello.", "Two."), source=Locale("en"), target=Locale("ar"))
APIS = {
    "OpenAI's chat": ("openai", "/v1", {}),
    "OpenAI's responses": ("openai", "/v1", {"api": "responses"}),
    "Anthropic's tool": ("anthropic", "/anthropic", {}),
    "Gemini": ("gemini", "/gemini", {}),
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    program = Path(sys.executable).parent / "llmock"
    port = free_port()
    command = [str(program), "serve", "--host", "127.0.0.1", "--port", str(port), "--rpm", "4"]
    with running(command, port) as endpoint:
        yield endpoint


@pytest.mark.parametrize(("kind", "path", "options"), APIS.values(), ids=APIS)
def test_a_request_is_understood_and_a_foreign_answer_refused(
    server: str, kind: str, path: str, options: dict[str, str]
) -> None:
    made = provider(kind, key=f"key-{kind}", endpoint=server + path, model="gpt-4o", **options)
    with pytest.raises(ReplyMalformed, match="does not answer s1-"):
        made.translate(REQUEST)


@pytest.mark.parametrize("kind", ["openai", "anthropic"])
def test_a_minutes_limit_is_read_with_its_wait(server: str, kind: str) -> None:
    path = {"openai": "/v1", "anthropic": "/anthropic"}[kind]
    made = provider(kind, key=f"limited-{kind}", endpoint=server + path, model="gpt-4o")
    for _ in range(4):
        with pytest.raises(ReplyMalformed):
            made.translate(REQUEST)
    with pytest.raises(RateLimited) as caught:
        made.translate(REQUEST)
    assert 0 < caught.value.retry_after <= 61
