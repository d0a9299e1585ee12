"""The house's names at DeepL, Amazon and Google: made once, found again, earlier ones taken away."""

from __future__ import annotations

import base64
import json
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from l10n.errors import ConfigError, ProviderUnavailable, RequestRefused
from l10n.model import Locale
from l10n.model.request import Wanted
from l10n.providers import Request
from tests.providers.services import Service, amazon, deepl, google_v3, said, translated

EN = Locale.parse("en")
NAMES = {
    "ar": (
        Wanted(source="Kataib Hizbullah", target="كتائب حزب الله"),
        Wanted(source='Erbil, "the citadel"', target="أربيل"),
    ),
    "fa": (Wanted(source="Ain al-Asad", target="عین الاسد"),),
    "he": (Wanted(source="Baghdad", target="בגדאד"),),
}
NOW = datetime.now(UTC)


@dataclass
class Shelf(ABC):
    """The glossaries at a service; ``rows`` are read from what was sent, by name."""

    service: Service
    made: dict[str, datetime] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    full: bool = False
    bad: bool = False
    looks: int = 0

    def __post_init__(self) -> None:
        self.service.reply = self.handle

    def handle(self, request: httpx.Request) -> httpx.Response:
        answer = self.shelf(request)
        if answer is None and (self.bad or (self.used() or None) not in {None, *self.made}):
            return said(400, {"message": "no such glossary, or no such anything"})
        return answer or self.translation(request)

    def translation(self, request: httpx.Request) -> httpx.Response:
        return self.service.answer([translated(text) for text in self.service.texts(request)])

    @abstractmethod
    def shelf(self, request: httpx.Request) -> httpx.Response | None:
        """The answer to what is asked about glossaries; None: something else is asked."""

    def put(self, name: str, rows: str) -> None:
        self.made[name] = NOW
        self.rows[name] = rows

    def drop(self, name: str) -> None:
        del self.made[name]
        self.removed.append(name)

    @abstractmethod
    def used(self) -> str | None:
        """The name of the glossary in the last request."""


class DeepL(Shelf):
    def shelf(self, request: httpx.Request) -> httpx.Response | None:
        if request.url.path == "/v2/translate":
            return None
        if request.method == "GET":
            rows = [
                {"glossary_id": f"id {name}", "name": name, "creation_time": made.isoformat()}
                for name, made in self.made.items()
            ]
            return said(200, {"glossaries": rows})
        if request.method == "DELETE":
            self.drop(request.url.path.removeprefix("/v3/glossaries/id "))
            return said(204, b"")
        if self.full:
            return said(456, {"message": "Too many glossaries"})
        body = json.loads(request.content)
        self.put(body["name"], body["dictionaries"][0]["entries"])
        return said(201, {"glossary_id": f"id {body['name']}"})

    def used(self) -> str | None:
        told = json.loads(self.service.asked[-1].content).get("glossary_id")
        return told and told.removeprefix("id ")


class Amazon(Shelf):
    def shelf(self, request: httpx.Request) -> httpx.Response | None:
        action = request.headers["x-amz-target"].rpartition(".")[2]
        body = json.loads(request.content)
        if action == "ListTerminologies":
            names = sorted(self.made)
            at = int(body.get("NextToken") or 0)  # one a page
            page = [
                {"Name": name, "LastUpdatedAt": self.made[name].timestamp()}
                for name in names[at : at + 1]
            ]
            more = {"NextToken": str(at + 1)} if at + 1 < len(names) else {}
            return said(200, {"TerminologyPropertiesList": page, **more})
        if action == "DeleteTerminology":
            self.drop(body["Name"])
            return said(200, b"")
        if action != "ImportTerminology":
            return None
        if self.full:
            return said(400, {"__type": "LimitExceededException", "message": "100"})
        data = body["TerminologyData"]
        assert re.fullmatch(r"([A-Za-z0-9-]_?)+", body["Name"])
        assert (body["MergeStrategy"], data["Format"]) == ("OVERWRITE", "CSV")
        self.put(body["Name"], base64.b64decode(data["File"]).decode())
        return said(200, {"TerminologyProperties": {"Name": body["Name"]}})

    def used(self) -> str | None:
        return json.loads(self.service.asked[-1].content).get("TerminologyNames", [None])[0]


class Google(Shelf):
    files: dict[str, str]

    def shelf(self, request: httpx.Request) -> httpx.Response | None:
        path = request.url.path
        if request.url.host == "storage.googleapis.com":
            assert path == "/upload/storage/v1/b/newsroom/o"
            self.files = {request.url.params["name"]: request.content.decode()}
            return said(200, {"bucket": "newsroom", "name": request.url.params["name"]})
        if "/operations/" in path:
            self.looks += 1
            return said(200, {"name": "projects/desk/operations/1", "done": self.looks > 2})
        if not path.startswith("/v3/projects/desk/locations/us-central1/glossaries"):
            return None
        if request.method == "DELETE":
            self.drop(path.rpartition("/")[2])
            return said(200, {"name": "projects/desk/operations/2"})
        if request.method == "GET":
            rows = [
                {
                    "name": f"projects/4711/locations/us-central1/glossaries/{name}",
                    "submitTime": made.strftime("%Y-%m-%dT%H:%M:%S.123456789Z"),
                }
                for name, made in self.made.items()
            ]
            return said(200, {"glossaries": rows} if rows else {})
        if self.full:
            return said(
                403, {"error": {"code": 403, "status": "PERMISSION_DENIED", "message": "no"}}
            )
        body = json.loads(request.content)
        name = body["name"].rpartition("/")[2]
        bucket, _, file = body["inputConfig"]["gcsSource"]["inputUri"][5:].partition("/")
        assert bucket == "newsroom"
        assert body["languagePair"]["sourceLanguageCode"] == "en"
        self.put(name, self.files[file])
        return said(200, {"name": "projects/desk/operations/1"})

    def translation(self, request: httpx.Request) -> httpx.Response:
        texts = [{"translatedText": translated(text)} for text in self.service.texts(request)]
        with_names = {"glossaryTranslations": texts} if self.used() else {}
        return said(200, {"translations": texts, **with_names})

    def used(self) -> str | None:
        told = json.loads(self.service.asked[-1].content).get("glossaryConfig")
        return told and told["glossary"].rpartition("/")[2]


def shelf_of(kind: type[Shelf]) -> Shelf:
    made = kind({DeepL: deepl, Amazon: amazon, Google: google_v3}[kind]())
    if kind is Google:
        made.service.options = {"project": "desk", "glossary-bucket": "gs://newsroom/l10n"}
    return made


KINDS = (DeepL, Amazon, Google)
kinds = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
PAIRS = [(kind, tag) for kind in KINDS for tag in NAMES if (kind, tag) != (DeepL, "fa")]
pairs = pytest.mark.parametrize(
    ("kind", "tag"), PAIRS, ids=[f"{kind.__name__} into {tag}" for kind, tag in PAIRS]
)


def ask(tag: str = "ar", names: tuple[Wanted, ...] | None = None) -> Request:
    told = NAMES[tag] if names is None else names
    return Request(texts=("One.",), source=EN, target=Locale.parse(tag), glossary=told)


@pairs
def test_a_glossary_is_made_once_and_found_again_by_the_next_run(
    kind: type[Shelf], tag: str
) -> None:
    shelf = shelf_of(kind)
    for _ in range(2):
        opened = shelf.service.open()
        opened.translate(ask(tag))
        opened.translate(ask(tag))
    assert len(shelf.rows) == 1
    (name,) = shelf.rows
    assert shelf.used() == name
    assert re.fullmatch(rf"l10n[ -]en-{tag.lower()}[ -]desk-4711[ -][0-9a-f]{{16}}", name)
    assert all(term.target in shelf.rows[name] for term in NAMES[tag])


ROWS = {
    DeepL: 'Erbil, "the citadel"\tأربيل\nKataib Hizbullah\tكتائب حزب الله',
    Amazon: 'en,ar\n"Erbil, ""the citadel""",أربيل\nKataib Hizbullah,كتائب حزب الله\n',
    Google: '"Erbil, ""the citadel""",أربيل\nKataib Hizbullah,كتائب حزب الله\n',
}


@kinds
def test_the_rows_are_written_as_the_service_reads_them(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.service.open().translate(ask())
    assert list(shelf.rows.values()) == [ROWS[kind]]


@kinds
def test_other_names_are_another_glossary_and_ours_of_before_is_removed(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.service.open().translate(ask())
    (before,) = shelf.made
    gap = before[4]
    digest = "0123456789abcdef"
    theirs = (
        "names",
        f"l10n{gap}en-ar{gap}house names",
        f"l10n{gap}en-fa{gap}desk-4711{gap}{digest}",  # of another pair
        f"l10n{gap}en-ar{gap}desk-0815{gap}{digest}",  # of another project
        f"l10n{gap}en-ar{gap}{digest}",  # of nobody knows whom
    )
    shelf.made |= dict.fromkeys((before, *theirs), NOW - timedelta(days=2))
    shelf.service.open().translate(ask(names=NAMES["ar"][:1]))
    assert shelf.removed == [before]
    assert shelf.used() in shelf.made
    assert set(theirs) < set(shelf.made)


@kinds
def test_who_has_no_mark_removes_nothing(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.service.mark = ""
    shelf.service.open().translate(ask())
    shelf.made = dict.fromkeys(shelf.made, NOW - timedelta(days=2))
    shelf.service.open().translate(ask(names=NAMES["ar"][:1]))
    assert shelf.removed == []


@kinds
def test_one_that_somebody_takes_away_meanwhile_is_made_again(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    opened = shelf.service.open()
    opened.translate(ask())
    (name,) = shelf.made
    shelf.drop(name)
    shelf.looks = 0
    reply = opened.translate(ask())
    assert [one.target for one in reply.candidates] == [translated("One.")]
    assert list(shelf.made) == [name]
    assert shelf.used() == name


@kinds
def test_a_request_that_is_refused_for_another_reason_is_not_sent_again(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.bad = True
    with pytest.raises(RequestRefused):
        shelf.service.open().translate(ask())
    assert len(shelf.made) == 1
    assert [bool(shelf.shelf(one)) for one in shelf.service.asked].count(False) == 1


@pytest.mark.parametrize("kind", [Amazon, Google], ids=lambda kind: kind.__name__)
def test_its_name_is_in_small_letters(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.service.open().translate(replace(ask(), target=Locale.parse("zh-Hant")))
    (name,) = shelf.made
    assert name.startswith("l10n-en-zh-tw-")


@kinds
def test_after_an_interrupt_nothing_is_asked_any_more(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.service.stop.set()
    opened = shelf.service.open()
    with pytest.raises(ProviderUnavailable, match="interrupted") as caught:
        opened.translate(ask())
    assert not caught.value.billed
    assert shelf.service.asked == []
    shelf.service.stop.clear()
    opened.translate(ask())
    assert shelf.used()


def test_an_interrupt_ends_googles_wait_for_a_glossary_at_once() -> None:
    shelf = shelf_of(Google)
    shelf.looks = -1
    shelf.service.first_wait = 3600
    handle = shelf.handle

    def interrupting(request: httpx.Request) -> httpx.Response:
        if request.method == "POST" and request.url.path.endswith("/glossaries"):
            shelf.service.stop.set()  # while it is being made
        return handle(request)

    shelf.service.reply = interrupting
    opened = shelf.service.open()
    with pytest.raises(ProviderUnavailable, match="interrupted"):
        opened.translate(ask())
    assert opened.markup.glossaries  # it was not refused, and the next run finds it
    shelf.service.stop.clear()
    opened.translate(ask())
    assert shelf.used() == next(iter(shelf.made))


@kinds
def test_one_that_a_run_under_way_may_be_using_stays_for_a_day(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.service.open().translate(ask())
    shelf.service.open().translate(ask(names=NAMES["ar"][:1]))
    assert shelf.removed == []
    assert len(shelf.made) == 2


@kinds
def test_where_there_is_no_room_names_go_into_elements(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.full = True
    opened = shelf.service.open()
    assert opened.markup.glossaries
    opened.translate(ask())
    asked = len(shelf.service.asked)
    opened.translate(ask())
    assert len(shelf.service.asked) == asked + 1  # the question for one is asked once
    assert not shelf.used()
    assert not opened.markup.glossaries


@kinds
def test_what_is_asked_about_glossaries_is_never_billed(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)

    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut", request=request)

    shelf.service.reply = cut
    with pytest.raises(ProviderUnavailable) as caught:
        shelf.service.open().translate(ask())
    assert not caught.value.billed


@kinds
def test_without_names_none_is_made(kind: type[Shelf]) -> None:
    shelf = shelf_of(kind)
    shelf.service.open().translate(ask(names=()))
    assert len(shelf.service.asked) == 1


def test_amazon_takes_a_terminology_of_the_users_own_instead() -> None:
    shelf = shelf_of(Amazon)
    shelf.service.options = {"terminology": "names-en"}
    shelf.made["names-en"] = NOW
    opened = shelf.service.open()
    opened.translate(ask())
    assert (shelf.used(), len(shelf.service.asked)) == ("names-en", 1)
    assert not opened.markup.glossaries


def test_amazon_leaves_terminologies_alone_where_they_are_off() -> None:
    shelf = shelf_of(Amazon)
    shelf.service.options = {"glossary": "off"}
    shelf.service.open().translate(ask())
    assert (shelf.used(), len(shelf.service.asked)) == (None, 1)


def test_google_waits_for_the_glossary_and_goes_on_without_one_that_never_comes() -> None:
    shelf = shelf_of(Google)
    shelf.looks = -10_000
    opened = shelf.service.open()
    opened.translate(ask())
    assert not shelf.used()
    assert not opened.markup.glossaries


def test_google_says_in_the_list_of_the_next_run_what_could_not_be_waited_for() -> None:
    shelf = shelf_of(Google)
    shelf.looks = -10_000
    shelf.service.open().translate(ask())
    shelf.service.open().translate(ask())
    assert shelf.used() == next(iter(shelf.made))


BUCKETS = ("newsroom", "gs://", "https://storage.googleapis.com/newsroom", "gs://News Room/x")


@pytest.mark.parametrize("told", BUCKETS)
def test_what_is_no_bucket_is_a_mistake(told: str) -> None:
    service = google_v3()
    service.options = {"project": "desk", "glossary-bucket": told}
    with pytest.raises(ConfigError, match="glossary-bucket"):
        service.open()


def test_a_bucket_beside_a_glossary_is_a_mistake() -> None:
    service = google_v3()
    service.options = {"project": "desk", "glossary": "names", "glossary-bucket": "gs://newsroom"}
    with pytest.raises(ConfigError) as caught:
        service.open()
    assert "no glossary beside it" in caught.value.hint
