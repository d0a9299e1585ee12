"""``l10n init`` and ``l10n doctor``: a project that can be worked in, and what it lacks for that."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import l10n


def test_a_new_project_can_be_read_and_says_how_pages_are_cut(tmp_path: Path) -> None:
    assert l10n("init", "-l", "ar", "-l", "ckb", cwd=tmp_path).code == 0
    text = (tmp_path / "l10n.toml").read_text("utf-8")
    assert '# body = "auto"' in text
    every = "\n".join(
        line.removeprefix("# ") if line.startswith(("# [", "# body", "# key")) else line
        for line in text.splitlines()
    )
    (tmp_path / "l10n.toml").write_text(every, "utf-8")
    assert l10n("config", cwd=tmp_path).code == 0


def test_doctor_says_that_there_is_nothing_to_do_and_nobody_to_do_it(small: Path) -> None:
    (small / "articles/talks.txt").unlink()
    config = small / "l10n.toml"
    told = config.read_text("utf-8").replace('["memory", "copy"]', '["memory", "local", "deepl"]')
    config.write_text(told + '[providers.deepl]\nkey = "env:NO_SUCH_KEY"\n', "utf-8")
    said = l10n("doctor", cwd=small)
    assert said.code == 1
    assert "missing project: articles: 0" in said.out
    assert "missing fa: nothing here translates into it (local: no model is installed; deepl:" in (
        said.out
    )
    assert "NO_SUCH_KEY is not set" in said.out
    assert "ok      en-XA: translated by pseudo" in said.out
    assert said.out.count("let a service translate") == 1


def test_doctor_is_content_where_people_translate(small: Path) -> None:
    config = small / "l10n.toml"
    config.write_text(config.read_text("utf-8").replace('["memory", "copy"]', '["memory"]'))
    said = l10n("doctor", "--json", cwd=small)
    rows = {row["what"]: row for row in json.loads(said.out)}
    assert said.code == 0
    assert rows["ar"]["note"] == "by the memory and by people alone"
    assert rows["project"]["ok"]
