"""The API as users type it; mypy reads this file, nobody runs it."""

from __future__ import annotations

from typing import assert_type

import l10n

project = l10n.open_project("newsroom")
article = project.add("articles/talks.txt")
assert_type(article, l10n.Article)
catalog = project.extract(article, "ar")
assert_type(catalog, l10n.Catalog)
routed = project.route(article, "ar")
assert_type(routed, l10n.Routed)
for finding in project.check(article, "ar"):
    assert_type(finding, l10n.Finding)
built = project.build(article, "ar")
assert_type(built, l10n.Built)

document = l10n.read_article("story.md", "en")
segments = l10n.segment(document)
assert_type(segments, tuple[l10n.Segment, ...])
glossary = l10n.Glossary.open("glossaries/names.csv")
assert_type(glossary.find(segments[3].source), tuple[l10n.TermHit, ...])
memory = l10n.Memory.open("newsroom.tm")
assert_type(memory.recall(segments[3], "ar", at_least=75), tuple[l10n.Match, ...])
local = l10n.provider("local")
findings = l10n.check(catalog.units, checks=["numbers", "glossary"])
assert_type(findings, tuple[l10n.Finding, ...])
