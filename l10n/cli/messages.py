"""``l10n messages``: a site's own interface strings, from its sources to compiled catalogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, group, session

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from l10n.catalog import Catalog
    from l10n.model import Locale

app = group(
    "The site's own interface strings: Python, JavaScript, Jinja2, any extractor of Babel's."
)

Template = Annotated[
    Path, typer.Option("--template", "-t", help="The template; its name is the domain's.")
]
Locales = Annotated[
    list[str] | None,
    typer.Option(
        "--locale", "-l", help="This locale; the project's, or those that are there, without."
    ),
]
_TEMPLATE = Path("locales/site.pot")


@app.command("extract")
def extract(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Source files, and folders of them.")],
    template: Template = _TEMPLATE,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="A mapping file of Babel's (babel.cfg).")
    ] = None,
    keyword: Annotated[
        list[str] | None,
        typer.Option("--keyword", "-k", help="One more function, as _l or pn:1c,2,3."),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", help="What begins a comment for translators.")
    ] = None,
) -> None:
    """Write what the sources ask to translate into a template (.pot)."""
    from l10n.catalog import new_catalog, open_catalog, save_catalog
    from l10n.catalog.merge import update as merged_with
    from l10n.catalog.messages import ExtractorMap, extracted, read_mapping
    from l10n.model import Locale

    if template.suffix != ".pot":
        raise typer.BadParameter(f"a template is a .pot file, not {template.name}")
    rules = read_mapping(mapping) if mapping else ExtractorMap()
    units = extracted(paths, rules, keywords=keyword or (), tags=tag or ("NOTE:", "L10N:"))
    source = Locale(_source(session(ctx)))
    before = (
        open_catalog(template, source)
        if template.is_file()
        else new_catalog(template, None, source=source)
    )
    merged = merged_with(before, units)
    save_catalog(merged.catalog)
    said = f"{template}: {len(units)} messages"
    session(ctx).say(f"{said}, {len(merged.new)} new" if merged.new else said)


@app.command("update")
def update(ctx: typer.Context, template: Template = _TEMPLATE, locale: Locales = None) -> None:
    """Bring each locale's catalog up to date with the template; new ones are made."""
    from l10n.catalog import open_catalog, save_catalog
    from l10n.catalog.merge import update as merged_with
    from l10n.model import Locale as Tag
    from l10n.project.extraction import changed_facts

    here = session(ctx)
    units = open_catalog(template, Tag("und")).units

    def work(one: Locale) -> None:
        merged = merged_with(
            _catalog(template, one, _source(here)), units, changed_facts, everywhere=True
        )
        merged.catalog.path.parent.mkdir(parents=True, exist_ok=True)
        save_catalog(merged.catalog)
        here.say(
            f"{merged.catalog.path}: {len(merged.new)} new, {len(merged.carried)} changed, {len(merged.gone)} gone"
        )

    _for_each(_locales(here, template, locale), work)


@app.command("compile")
def compile_messages(
    ctx: typer.Context,
    template: Template = _TEMPLATE,
    locale: Locales = None,
    fuzzy: Annotated[bool, typer.Option("--use-fuzzy", help="Fuzzy entries too.")] = False,
) -> None:
    """Compile each locale's catalog into the .mo file beside it."""
    from l10n.catalog.mo import compiled
    from l10n.disk import write_atomic
    from l10n.errors import CatalogError

    here = session(ctx)

    def work(one: Locale) -> None:
        catalog = _catalog(template, one, _source(here))
        if not catalog.read_digest:
            raise CatalogError(
                "is not there", path=catalog.path, hint="l10n messages update makes it"
            )
        path = catalog.path.with_suffix(".mo")
        changed = write_atomic(path, compiled(catalog.file, fuzzy=fuzzy))
        done = sum(bool(unit.target) and (fuzzy or not unit.fuzzy) for unit in catalog.units)
        here.say(
            f"{path}: {done} of {len(catalog.units)} messages{'' if changed else ', unchanged'}"
        )

    _for_each(_locales(here, template, locale), work)


def _for_each(locales: Sequence[Locale], work: Callable[[Locale], None]) -> None:
    """Do the work for every locale; one that cannot be read does not hold back the others."""
    from l10n.cli import report
    from l10n.errors import CatalogError

    refused = False
    for one in locales:
        try:
            work(one)
        except CatalogError as error:
            refused = True
            report(error)
    if refused:
        raise typer.Exit(2)


def _path(template: Path, locale: Locale) -> Path:
    return template.parent / locale.posix / "LC_MESSAGES" / f"{template.stem}.po"


def _catalog(template: Path, locale: Locale, source: str) -> Catalog:
    from l10n.catalog import new_catalog, open_catalog
    from l10n.model import Locale as Tag

    path = _path(template, locale)
    if path.is_file():
        return open_catalog(path, locale)
    return new_catalog(path, locale, source=Tag(source))


def _source(here: Session) -> str:
    """The language of the sources: the project's, or English."""
    from l10n.errors import ConfigError

    try:
        return here.project().config.source.tag
    except ConfigError:
        return "en"


def _locales(here: Session, template: Path, wanted: Sequence[str] | None) -> tuple[Locale, ...]:
    from l10n.errors import ConfigError
    from l10n.model import Locale

    if wanted:
        return tuple(Locale.parse(one) for one in wanted)
    there = sorted(template.parent.glob(f"*/LC_MESSAGES/{template.stem}.po"))
    if there:
        return tuple(Locale.parse(path.parent.parent.name) for path in there)
    try:
        return here.project().locales()
    except ConfigError as error:
        raise typer.BadParameter("there is no project here: name locales with -l") from error
