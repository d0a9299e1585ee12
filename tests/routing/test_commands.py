"""The command line around routing: what is set up, what it would cost, who does it best, why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.cli import main
from tests.conftest import Said, l10n
from tests.routing.faulty import project, serving

KEY = {"A_KEY": "k-4711"}


Here = Callable[..., Said]


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    """The command line in this process: it starts in no time."""
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> Said:
        for name in KEY:
            monkeypatch.delenv(name, raising=False)
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        code = main(["-C", str(cwd), *arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def place(tmp_path: Path) -> Path:
    project(tmp_path / "desk", 9, 8)
    return tmp_path / "desk"


def test_the_list_says_what_each_provider_can_do_and_never_a_key(place: Path, here: Here) -> None:
    said = here("providers", "list", "--all", cwd=place, env=KEY)
    assert said.code == 0, said.err
    assert "key: env:A_KEY is there; 25 USD per million characters" in said.out
    assert "type amazon:" in said.out
    assert "k-4711" not in said.out + said.err
    rows = json.loads(here("providers", "list", "--json", cwd=place).out)
    by_name = {row["name"]: row for row in rows}
    assert by_name["deepl"]["locales"] == ["ar"]
    assert by_name["deepl"]["key"] == "env:A_KEY is not set"


def test_the_list_says_where_names_are_kept_as_a_glossary(place: Path, here: Here) -> None:
    with (place / "l10n.toml").open("a", encoding="utf-8") as config:
        config.write('\n[providers.amazon]\nkey = "env:A_KEY"\n')
    said = here("providers", "list", cwd=place, env=KEY)
    assert "names by a glossary there for ar, then in elements" in said.out
    assert said.out.count("by a glossary there") == 1  # it is off at DeepL here


MISTAKES = {
    "an unknown option": ('[providers.azure]\nregoin = "x"', 'did you mean "region"?'),
    "no model": ('[providers.claude]\ntype = "anthropic"', "providers.claude.model"),
    "plain http": (
        '[providers.azure]\nendpoint = "http://example.com"',
        "providers.azure.endpoint is no https address",
    ),
    "a key in the file": (
        '[providers.azure]\nkey = "s3cret"',
        "secrets do not live in a repository",
    ),
    "euros": ('[budget]\nmoney = "25 EUR"', 'an amount in US dollars, such as "25 USD"'),
    "a strange period": ('[budget]\nper = "week"', '"day", "month", "year", "ever"'),
    "an unknown step": ('[route.ar]\nsteps = ["depl"]', "memory, a provider (local,"),
    "a best of one": ('[route.ar]\nsteps = ["best-of deepl"]', '"best-of" and several'),
    "a rule for a foreign locale": (
        '[[route.rule]]\nlocales = ["fi"]\nsteps = ["deepl"]',
        "locales of this project (ar)",
    ),
}


@pytest.mark.parametrize(("lines", "hint"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_the_settings_is_said_with_file_line_and_a_way_out(
    place: Path, here: Here, lines: str, hint: str
) -> None:
    config = place / "l10n.toml"
    config.write_text(f"{config.read_text('utf-8')}\n{lines}\n", encoding="utf-8")
    name = "azure" if "azure" in lines else "claude"
    said = here("providers", "test", name, "-l", "ar", cwd=place)
    assert said.code == 2, said.out
    assert "l10n.toml:" in said.err
    assert hint in said.err
    assert "s3cret" not in said.err


def test_one_sentence_is_sent_on_request(tmp_path: Path, here: Here) -> None:
    with serving(tmp_path / "journal", "--share", "0") as port:
        project(tmp_path / "desk", port, 4)
        text = "1,000 soldiers reached Erbil on Monday."
        said = here(
            "providers", "test", "deepl", "-l", "ar", "--text", text, cwd=tmp_path / "desk", env=KEY
        )
    assert said.code == 0, said.err
    assert "وصل 1,000 جنديًا إلى Erbil يوم الاثنين." in said.out
    assert "0.000975 USD" in said.out


def test_an_estimate_sends_nothing_and_is_what_the_run_costs(tmp_path: Path, here: Here) -> None:
    journal = tmp_path / "journal"
    with serving(journal, "--share", "0") as port:
        project(tmp_path / "desk", port, 40, '"deepl"')
        place = tmp_path / "desk"
        here("extract", cwd=place)
        (row,) = json.loads(here("translate", "--estimate", "--json", cwd=place, env=KEY).out)
        assert journal.read_text(encoding="utf-8") == ""
        here("translate", cwd=place, env=KEY)
        again = here("translate", "--estimate", cwd=place, env=KEY)
    (cost,) = row["costs"]
    assert (row["waiting"], cost["requests"]) == (41, 2)
    assert "together: 0 requests, 0 characters, free" in again.out or "1 units wait" in again.out
    from l10n.project import open_project

    ledger = open_project(place).switchboard.ledger
    spent = ledger.spent()
    ledger.close()
    assert spent.requests == cost["requests"]
    assert spent.money <= cost["money"]


def test_an_unknown_price_is_said(tmp_path: Path, here: Here) -> None:
    place = tmp_path / "desk"
    project(place, 9, 4, '"gpt"')
    config = place / "l10n.toml"
    told = config.read_text("utf-8").replace("http://127.0.0.1:9/gpt", "https://llm.example.com/v1")
    config.write_text(told, encoding="utf-8")
    here("extract", cwd=place)
    assert "price unknown" in here("translate", "--estimate", cwd=place).out
    (place / "prices.toml").write_text("[gpt]\nin = 1.0\nout = 2.0\n", encoding="utf-8")
    assert "at most" in here("translate", "--estimate", cwd=place).out


def test_providers_are_compared_with_a_reference(tmp_path: Path) -> None:
    from tests.routing.fault_server import sentence, translated

    place = tmp_path / "desk"
    with serving(tmp_path / "journal", "--share", "0") as port:
        project(place, port, 4)
        sources = [sentence(n) for n in range(12)]
        wanted = [translated(one).replace("Erbil", "أربيل") for one in sources]
        (place / "en.txt").write_text("\n".join(sources), encoding="utf-8")
        (place / "ar.txt").write_text("\n".join(wanted), encoding="utf-8")
        said = l10n(
            *("evaluate", "en.txt", "ar.txt", "-l", "ar", "-p", "deepl", "-p", "copy"),
            *("--html", "scores.html", "--json"),
            cwd=place,
            env=KEY,
        )
    assert said.code == 0, said.err
    reference, deepl, copy = json.loads(said.out)
    assert reference["chrf"] == 100
    assert deepl["answered"] == 12
    assert deepl["terms"] == 100
    assert deepl["chrf"] > copy["chrf"]
    assert copy["errors"] > 0
    page = (place / "scores.html").read_text(encoding="utf-8")
    assert page.count("<svg") >= 3
    assert "<script" not in page


def test_a_reference_whose_lines_do_not_match_is_refused(place: Path, here: Here) -> None:
    (place / "en.txt").write_text("one\ntwo\n", encoding="utf-8")
    (place / "ar.txt").write_text("واحد\n", encoding="utf-8")
    said = here(
        "evaluate",
        str(place / "en.txt"),
        str(place / "ar.txt"),
        "-l",
        "ar",
        "-p",
        "copy",
        cwd=place,
    )
    assert said.code == 2
    assert "has 1 lines, and " in said.err


def test_why_tells_how_the_names_were_carried(tmp_path: Path) -> None:
    place = tmp_path / "desk"
    with serving(tmp_path / "journal", "--share", "0") as port:
        project(place, port, 4, '"libre"')
        (place / "prices.toml").write_text("[libre]\ncharacters = 10.0\n", encoding="utf-8")
        l10n("extract", cwd=place)
        l10n("translate", cwd=place, env=KEY)
    said = l10n("why", "long", "1,000 soldiers", "-l", "ar", cwd=place)
    assert "1. libre: kept by masks (surname), 0.000400 USD" in said.out
    assert "وصل 1,000 جنديًا إلى أربيل يوم الاثنين." in said.out


def test_many_articles_are_asked_about_at_once_and_a_text_of_two_once(tmp_path: Path) -> None:
    place, journal = tmp_path / "desk", tmp_path / "journal"
    with serving(journal, "--share", "0", "--latency", "0.1") as port:
        project(place, port, 4, '"deepl"')
        text = (place / "articles" / "long.txt").read_text(encoding="utf-8")
        for n in range(12):
            more = text.replace("1,003", f"{2000 + n:,}")  # the rest stands in every article
            (place / "articles" / f"more-{n}.txt").write_text(more, encoding="utf-8")
        said = l10n("run", "--drafts", cwd=place, env=KEY)
    assert said.out.count("translated") == 13, said.err
    texts = [json.loads(line)[2] for line in journal.read_text(encoding="utf-8").splitlines()]
    assert len(texts) == len(set(texts)) == 17
