"""SRX files: exact semantics, clear errors, bounded time, the reference as oracle."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.segmentation import boundaries, explain, language, split, srx, srx_engine
from l10n.segmentation.edges import at_distance, edges, required
from l10n.segmentation.java_regex import finite, translate
from l10n.segmentation.patience import seconds_for
from l10n.segmentation.runway import runway

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / ".." / "shared" / "data" / "formats" / "exchange" / "srx"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="{subflows}" cascade="{cascade}">
<formathandle type="start" include="no"/>
<formathandle type="end" include="{end}"/>
<formathandle type="isolated" include="yes"/>
</header><body><languagerules>
"""


def rule(breaks: str, before: str, after: str) -> str:
    return (
        f'<rule break="{breaks}"><beforebreak>{before}</beforebreak>'
        f"<afterbreak>{after}</afterbreak></rule>\n"
    )


ENGLISH = rule("no", r"\b(Dr|e\.\h?g)\.", r"\s") + rule("yes", r"[.?!]+", r"\s+")
ALL = rule("yes", r"[\u061F\u06D4]", r"\s+") + rule("yes", r"\n", "")


def written(
    path: Path, *, cascade: str = "no", rules: dict[str, str] | None = None, **head: str
) -> Path:
    sets = rules if rules is not None else {"English": ENGLISH, "All": ALL}
    body = "".join(
        f'<languagerule languagerulename="{n}">\n{r}</languagerule>\n' for n, r in sets.items()
    )
    maps = {"English": "[Ee][Nn].*", "All": ".*"}
    mapped = "".join(
        f'<languagemap languagepattern="{maps.get(n, ".*")}" languagerulename="{n}"/>\n'
        for n in sets
    )
    options = {"subflows": "yes", "end": "yes", **head}
    path.write_text(
        HEAD.format(cascade=cascade, **options)
        + body
        + f"</languagerules><maprules>\n{mapped}</maprules></body></srx>",
        encoding="utf-8",
    )
    return path


def test_rules_decide_in_their_order_and_the_first_map_alone(tmp_path: Path) -> None:
    rules = srx.read([written(tmp_path / "a.srx")])
    assert split("Dr. Who came. He left.\nBye", "en-US", rules=rules) == (
        "Dr. Who came.",
        " He left.",
        "\nBye",
    )


def test_in_a_cascade_every_matching_map_adds_its_rules(tmp_path: Path) -> None:
    rules = srx.read([written(tmp_path / "a.srx", cascade="yes")])
    assert split("He left.\nBye", "en", rules=rules) == ("He left.", "\n", "Bye")


@pytest.mark.parametrize(
    ("code", "text", "segments"),
    [
        ("ar", "هل جاء؟ نعم.", ("هل جاء؟", " نعم.")),
        ("fa", "آمد؟ بله.", ("آمد؟", " بله.")),
        ("ur", "وہ آئے۔ پھر گئے۔", ("وہ آئے۔", " پھر گئے۔")),
        ("ckb", "هات؟ بەڵێ.", ("هات؟", " بەڵێ.")),
        ("he", "one\ntwo", ("one\n", "two")),
    ],
)
def test_a_rule_in_escapes_breaks_right_to_left_text(
    tmp_path: Path, code: str, text: str, segments: tuple[str, ...]
) -> None:
    assert split(text, code, rules=srx.read([written(tmp_path / "a.srx")])) == segments


def test_a_language_that_no_file_maps_keeps_our_own_rules(tmp_path: Path) -> None:
    rules = srx.read([written(tmp_path / "a.srx", rules={"English": ENGLISH})])
    text = "قال د. علي ذلك. ثم غادر."
    assert boundaries(text, "ar", rules=rules) == boundaries(text, "ar")


def test_the_first_file_that_maps_a_language_decides_for_it(tmp_path: Path) -> None:
    first = written(tmp_path / "a.srx", rules={"English": rule("yes", ";", r"\s")})
    rules = srx.read([first, written(tmp_path / "b.srx")])
    assert split("a; b. c", "en", rules=rules) == ("a;", " b. c")
    assert len(split("وہ آئے۔ پھر", "ur", rules=rules)) == 2


def test_format_handles_and_subflows_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.srx", subflows="no", end="no")
    rules = srx.read([path])
    assert rules.handle("en") == srx.FormatHandle(start=False, end=False, isolated=True)
    assert rules.files[0].segment_subflows is False


def test_an_explanation_names_the_rule_that_broke_and_the_one_that_forbade(tmp_path: Path) -> None:
    rules = srx.read([written(tmp_path / "a.srx")])
    said = [(d.breaks, d.rule) for d in explain("Dr. Who came. He", "en", rules=rules)]
    assert said == [(False, "English: rule 1 (line 9)"), (True, "English: rule 2 (line 10)")]


BROKEN = {
    "a broken pattern": (
        {"rules": {"All": ALL + rule("no", "(Dr", "")}},
        "rule 3",
        11,
        "is no regular expression",
    ),
    "a bad second half": ({"rules": {"All": rule("yes", "x", "[a")}}, "rule 1", 9, "<afterbreak>"),
    "a repeat of nothing": (
        {"rules": {"All": rule("yes", "*x", "")}},
        "rule 1",
        9,
        "<beforebreak>",
    ),
    "neither yes nor no": ({"cascade": "maybe"}, "cascade", 3, 'cascade is "maybe"'),
}


@pytest.mark.parametrize(("wrong", "key", "line", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_named_with_line_and_rule(
    tmp_path: Path, wrong: dict[str, object], key: str, line: int, said: str
) -> None:
    path = written(tmp_path / "a.srx", **wrong)  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match=said) as caught:
        srx.read([path])
    assert (caught.value.key, caught.value.line) == (key, line)
    assert caught.value.path == str(path)


NO_SRX = {
    "no XML": ("Mr. Holmes", "not well-formed"),
    "another format": ("<tmx/>", "the root element is <tmx>"),
    "no maps": ("<srx><body/></srx>", "no languagemap"),
    "a map to nowhere": (
        '<srx><languagemap languagepattern=".*" languagerulename="X"/></srx>',
        "names the language rules",
    ),
    "an entity": ('<!DOCTYPE srx [<!ENTITY a "b">]><srx>&a;</srx>', "an entity is declared"),
}


@pytest.mark.parametrize(("content", "said"), NO_SRX.values(), ids=NO_SRX)
def test_what_is_no_srx_file_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "a.srx"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        srx.read([path])


def test_a_missing_file_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        srx.read([tmp_path / "nowhere.srx"])


@pytest.mark.parametrize(
    "rules",
    [rule("yes", r"(a|aa)+[.!]", r"\s"), rule("no", r"x", r"(a|aa)+[.!]") + rule("yes", "x", "")],
    ids=["in a break rule", "in an exception"],
)
def test_a_rule_without_end_is_stopped_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str
) -> None:
    monkeypatch.setattr(srx_engine, "_SECONDS", 0.05)
    read = srx.read([written(tmp_path / "a.srx", rules={"All": rules})])
    with pytest.raises(ConfigError, match="does not come to an end") as caught:
        boundaries("b. x" + "a" * 60, "en", rules=read)
    assert caught.value.key == "rule 1"


@pytest.mark.parametrize(
    ("java", "ours"),
    [
        (r"\h\v\H\V", r"\p{H}\p{V}\P{H}\P{V}"),
        (r"\Qa.b*\E+", r"a\.b\*+"),
        (r"[\p{L}&&[^rwn]]", r"[\p{L}&&[^rwn]]"),
        (r"a++b*+", r"a++b*+"),
        (r"(?U)\w(?iU)x", r"\w(?i)x"),
        (r"\uD83D\uDE00", "\N{GRINNING FACE}"),
        (r"\x{1F600}", "\N{GRINNING FACE}"),
        (r"a\z", r"a\Z"),
        ("[a--b]", r"[a\-\-b]"),
        (r"[\p{Pe}-[\]]]", r"[\p{Pe}--[\]]]"),
        (r"\p{javaLowerCase}\pL", r"\p{Ll}\p{L}"),
        (r"\\h", r"\\h"),
    ],
)
def test_java_and_icu_syntax_is_translated(java: str, ours: str) -> None:
    assert translate(java) == ours


def test_a_lookbehind_reads_a_bounded_way_back() -> None:
    assert finite(r"a*b+[*+]\*c{2,}\p{L}+d++") == (
        r"a{0,100}b{1,100}[*+]\*c{2,100}\p{L}{1,100}d{1,100}+"
    )


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        (r"\bDr\.\s", [{r"\s"}, {r"\."}, {"r"}, {"D"}]),
        (r"(?:Dr|St)\.", [{r"\."}, {"r", "t"}, {"D", "S"}, None]),
        (r"a?b", [{"b"}, None, None, None]),
        (r"", [None, None, None, None]),
        (r"(a)\1", [None, None, None, None]),
    ],
)
def test_the_characters_that_can_end_a_pattern_are_derived(
    pattern: str, ends: list[set[str] | None]
) -> None:
    ways = edges(pattern, at_end=True)
    assert [at_distance(ways, index) for index in range(4)] == ends


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [(r"\(\w+\.", "(."), (r"a|b", ""), (r"x?y+", "y"), (r"(?:ab)c", "c"), ("(?i)a!", "!")],
)
def test_the_characters_a_pattern_cannot_do_without_are_derived(pattern: str, needs: str) -> None:
    assert required(pattern) == set(needs)


def test_the_samples_load_and_cut_without_loss() -> None:
    if not SAMPLES.exists():
        pytest.skip("../shared/data is not here")
    text = "Mr. Holmes is from the U.K. not the U.S. Is Dr. Watson from there too? Yes: both are."
    for path in sorted(SAMPLES.glob("*.srx")):
        rules = srx.read([path])
        assert rules.files[0].maps
        assert "".join(split(text, "en", rules=rules)) == text


def _texts() -> list[str]:
    found = []
    for path in sorted(HERE.glob("*.txt")):
        cases = path.read_text(encoding="utf-8").split("\n===\n")
        found += [case.partition("\n---\n")[0] for case in cases]
    return found


@pytest.mark.parametrize("code", ["en", "ar", "fa", "ru", "de", "es", "zh", "xx"])
def test_the_reference_rules_cut_as_the_reference_does(code: str) -> None:
    choppa = pytest.importorskip("choppa", reason="choppa-srx is an optional peer")
    path = Path(choppa.__file__).parent / "data" / "srx" / "languagetool_segment.srx"
    rules, theirs = srx.read([path]), choppa.SrxDocument(ruleset=path)
    for text in _texts()[::2]:
        cut = list(choppa.SrxTextIterator(theirs, f"{code}_two", text))
        assert list(split(text, f"{code}_two", rules=rules)) == cut, text


def test_the_samples_cut_as_the_reference_does() -> None:
    choppa = pytest.importorskip("choppa", reason="choppa-srx is an optional peer")
    if not SAMPLES.exists():
        pytest.skip("../shared/data is not here")
    for path in sorted(SAMPLES.glob("*.srx")):
        if "_Segmentation" in path.name or path.name.endswith("Segmentation.srx"):
            continue  # ICU's class difference, which the reference does not know
        rules, theirs = srx.read([path]), choppa.SrxDocument(ruleset=path)
        for text in _texts():
            cut = list(choppa.SrxTextIterator(theirs, "en", text))
            assert list(split(text, "en", rules=rules)) == cut, (path.name, text)


def test_language_files_and_rule_files_do_not_know_each_other() -> None:
    assert language.load("xx") is None


@pytest.mark.parametrize(
    ("pattern", "text", "start"),
    [
        (r"\b[\p{L}']+[»']*[.!?]+\s", "Une phrase sans fin, puis «fin». Et", 27),
        (r"[\p{L}]+[\u06d4\u061f]\s", "کیا یہ سچ ہے\N{ARABIC QUESTION MARK} ہاں", 10),
        (r"[\p{L}]+[.]\s", "אין כאן סוף", -1),
        (r"\p{L}+\.", "שלום. עולם", 0),
    ],
    ids=["a word and a quotation mark", "an Urdu question", "no stop at all", "the very start"],
)
def test_a_match_begins_no_earlier_than_the_run_before_its_stop(
    pattern: str, text: str, start: int
) -> None:
    found = runway(pattern)
    assert found is not None
    assert found.start(text, 0) == start


@pytest.mark.parametrize(
    "pattern",
    [r"(?:a|b)+\.", r"[\w.]+[.]\s", r"[.!?]+\s", r"\p{L}*", r"(?i)etc\."],
    ids=["a group", "a run that holds the stop", "a stop first", "no stop", "any case"],
)
def test_other_patterns_have_no_runway(pattern: str) -> None:
    assert runway(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "size", "clock"),
    [
        (r"[.!?]+\s", 10_000, False),
        (r"[.!?]+\s", 100_000, True),
        (r"(?:a|aa)+", 10, True),
        (r"(\w)\1", 10, True),
        (r"[^)]*?[.:][^)]*?[.:]", 500, False),
        (r"\p{L}+[[a-z]--[x]]*\s+", 5000, True),
    ],
    ids=["short", "long", "a repeated group", "a reference", "lazy repeats", "three repeats"],
)
def test_only_what_can_run_long_gets_a_clock(pattern: str, size: int, *, clock: bool) -> None:
    assert (seconds_for(pattern, size, 10.0) is not None) is clock


@pytest.mark.parametrize("before", ["[a-z]*", r"\b", "x*"])
def test_a_rule_that_can_match_nothing_comes_to_an_end(tmp_path: Path, before: str) -> None:
    read = srx.read([written(tmp_path / "a.srx", rules={"All": rule("yes", before, "")})])
    text = "one two. three"
    assert all(0 < place < len(text) for place in read.boundaries(text, "en"))


@pytest.mark.parametrize("pattern", ["(?R)", "a(?1)?", "(?&name)", "(?P>name)"])
def test_recursion_is_no_pattern_of_java_or_icu(tmp_path: Path, pattern: str) -> None:
    path = written(
        tmp_path / "a.srx", rules={"All": rule("yes", pattern.replace("&", "&amp;"), " ")}
    )
    with pytest.raises(ConfigError, match="recursion"):
        srx.read([path])


@pytest.mark.parametrize("pattern", ["(?x)(?:a|aa) +b", "(?#c)a+", "(?s:a+)b"])
def test_what_is_not_read_here_gets_a_clock(pattern: str) -> None:
    assert seconds_for(pattern, 10, 10.0) == 10.0
