"""Against what others run: DeepL's own mock server, Apertium's server and command; where they are.

``DEEPL_MOCK_DIR`` names a checkout of DeepL's mock after ``npm install``. Apertium is looked for on the
PATH with its English-Spanish pair (Debian: apertium-apy, apertium-eng-spa).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from l10n.errors import AuthenticationFailed, LocaleNotSupported
from l10n.glossary import Glossary
from l10n.memory import Memory
from l10n.model import Designation, Locale, Term, Unit
from l10n.providers import Request, Wanted, provider
from l10n.routing import Plan, route
from tests.providers.peers import free_port, running
from tests.routing.desks import channel, desk

EN = Locale.parse("en")
MOCK = os.environ.get("DEEPL_MOCK_DIR", "")
PAIR = Path("/usr/share/apertium/modes/eng-spa.mode")
CODES = (
    "ar fa ur ckb ku prs ps he tr fr es es-419 pt-BR pt-PT ru uk zh-Hans zh-Hant ja ko hi nb fil jv"
    " sr-Cyrl az id it de"
)
with_mock = pytest.mark.skipif(
    not MOCK or not shutil.which("node"), reason="DEEPL_MOCK_DIR names no checkout of DeepL's mock"
)
with_apertium = pytest.mark.skipif(
    not PAIR.is_file() or not shutil.which("apertium"), reason="apertium-eng-spa is not installed"
)


@pytest.fixture(scope="module")
def deepl() -> Iterator[str]:
    port = free_port()
    ports = {
        "DEEPL_MOCK_SERVER_PORT": str(port),
        "DEEPL_MOCK_PROXY_SERVER_PORT": str(free_port()),
    }
    with running(["node", "index.js"], port, MOCK, **ports) as endpoint:
        yield endpoint


@with_mock
@pytest.mark.parametrize("tag", CODES.split())
def test_deepls_mock_knows_our_codes(deepl: str, tag: str) -> None:
    made = provider("deepl", key="a-key", endpoint=deepl)
    request = Request(texts=("proton beam",), source=EN, target=Locale.parse(tag))
    assert made.translate(request).candidates[0].target


@with_mock
def test_deepls_mock_takes_our_glossary_and_our_elements(deepl: str) -> None:
    made = provider("deepl", key="a-key", endpoint=deepl)
    wanted = (Wanted(source="Erbil", target="أربيل"),)
    request = Request(texts=("proton beam",), source=EN, target=Locale("ar"), glossary=wanted)
    assert made.translate(request).usage.characters == 11
    text = 'a <k id="k-1">أربيل</k> &amp; <x id="br1"></x>'
    made.translate(Request(texts=(text,), source=EN, target=Locale("ar"), markup=True))


@with_mock
def test_deepls_mock_refuses_a_wrong_key(deepl: str) -> None:
    made = provider("deepl", key="invalid", endpoint=deepl)
    with pytest.raises(AuthenticationFailed):
        made.translate(Request(texts=("proton beam",), source=EN, target=Locale("ar")))


@pytest.fixture(scope="module")
def apertium() -> Iterator[str]:
    if not shutil.which("apertium-apy"):
        pytest.skip("apertium-apy is not installed")
    port = free_port()
    command = ["apertium-apy", "-p", str(port), "-j", "1", "/usr/share/apertium"]
    with running(command, port) as endpoint:
        yield endpoint


SENTENCES = {
    "a name": "Kataib Hizbullah attacked the base.",
    "two names and a link": "See <a1>the new report</a1> on Kataib Hizbullah in Ain al-Asad.",
    "a name in a link and a break": "<a1>Ain al-Asad</a1> was hit.<br2/>Nobody was hurt.",
}


@with_apertium
@pytest.mark.parametrize("source", SENTENCES.values(), ids=SENTENCES)
def test_names_and_tags_come_through_apertium(tmp_path: Path, source: str) -> None:
    spanish = Locale("es")
    house = {"Kataib Hizbullah": "Kataib Hezbolá", "Ain al-Asad": "Ain al Asad"}
    terms = Glossary(
        Term(
            id=name,
            source=name,
            pos="proper-name",
            designations=(Designation(locale="es", text=form),),
        )
        for name, form in house.items()
    )
    memory = Memory.open(tmp_path / "memory.db")
    opened = channel(tmp_path, "x", provider("apertium", command="apertium"))  # type: ignore[arg-type]
    at = desk(tmp_path, memory, glossary=terms, target=spanish)
    at = type(at)(
        source=EN,
        target=spanish,
        channel=lambda _: opened,
        memory=memory,
        glossary=terms,
        assess=at.assess,
    )
    (unit,) = route([Unit(source=source)], Plan(steps=("x",)), at).units
    memory.close()
    assert [
        form for name, form in house.items() if name in source and form not in unit.target
    ] == []
    assert unit.target.count("</a1>") == source.count("</a1>")


@with_apertium
def test_apertiums_server_answers_and_says_what_it_has_not(apertium: str) -> None:
    made = provider("apertium", endpoint=apertium)
    request = Request(texts=("XTERM1X attacked the base.",), source=EN, target=Locale("es"))
    assert made.translate(request).candidates[0].target.startswith("XTERM1X ")
    with pytest.raises(LocaleNotSupported, match="That pair is not installed"):
        made.translate(Request(texts=("a",), source=EN, target=Locale("fr")))
