"""``l10n init``, ``config`` and ``doctor``: a project, what is configured, what is missing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from l10n.cli.everywhere import Session, session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from l10n.project.examination import Row

_IGNORED = "# what l10n can rebuild or must not be in git\n/.l10n/\n/build/\n/exchange/\n"
_GLOSSARY_HEAD = "id,source,variants,pos,note,case_sensitive,dnt"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init")(init)
    app.command("config")(config)
    app.command("doctor")(doctor)


def init(
    ctx: typer.Context,
    source: Annotated[str, typer.Option("--source", help="Language of the articles.")] = "en",
    locale: Annotated[
        list[str] | None, typer.Option("--locale", "-l", help="A locale to publish in; repeat it.")
    ] = None,
    git: Annotated[
        bool,
        typer.Option("--git", help="Merge catalogs in git entry by entry, here or in a project."),
    ] = False,
) -> None:
    """Make a project in this folder."""
    from l10n.disk import write_atomic
    from l10n.errors import ConfigError
    from l10n.model import Locale

    here = session(ctx)
    root = Path()
    if git:
        from l10n.project.git_setup import install_merge_driver

        for line in install_merge_driver(root):
            here.say(line)
    if (root / "l10n.toml").exists():
        if git:
            return
        raise ConfigError(
            "is there already", path=root / "l10n.toml", hint="edit it, or l10n run to work with it"
        )
    source_tag = Locale.parse(source).tag
    tags = [Locale.parse(tag).tag for tag in locale or ["ar", "fr"]]
    columns = "".join(f",{tag},{tag}:accept,{tag}:forbidden" for tag in tags)
    files = {
        "l10n.toml": _configuration(source_tag, tags),
        "glossaries/names.csv": f"{_GLOSSARY_HEAD}{columns}\n",
        ".gitignore": _ignoring(root),
    }
    for name, text in files.items():
        if name == ".gitignore" or not (root / name).exists():
            write_atomic(root / name, text.encode())
    (root / "articles").mkdir(exist_ok=True)
    here.say(f"made {root / 'l10n.toml'} for {source_tag} into {', '.join(tags)}")
    here.say("next: put an article into articles/, then l10n run")


def config(ctx: typer.Context) -> None:
    """Show what is configured; keys are never shown."""
    here = session(ctx)
    project = here.project()
    told = project.config
    shown = {
        "file": str(told.path),
        "source": told.source.tag,
        "locales": [locale.tag for locale in told.locales],
        "articles": [article.id for article in project.articles()],
        "glossaries": list(told.glossaries),
        "memory": told.memory_url,
        "routes": {
            locale.tag: {
                "steps": list(told.route_for(locale).steps),
                "review": told.route_for(locale).review,
                "gate": str(told.gate_for(locale).state),
            }
            for locale in told.locales
        },
    }
    if here.json:
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=1))
        return
    for name, value in shown.items():
        if isinstance(value, dict):
            for key, inner in value.items():
                here.say(f"{name}.{key}: {json.dumps(inner, ensure_ascii=False)}")
        else:
            here.say(f"{name}: {', '.join(value) if isinstance(value, list) else value}")


def doctor(ctx: typer.Context) -> None:
    """Say what this project can do on this machine and what is missing for that; exit 1 if something is."""
    here = session(ctx)
    rows = list(_examined(here))
    if here.json:
        typer.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    for row in rows:
        mark = here.paint("ok     ", "green") if row.ok else here.paint("missing", "red")
        here.say(f"{mark} {row.what}: {row.note}")
    for hint in dict.fromkeys(row.hint for row in rows if row.hint):
        here.say(f"to do:  {hint}")
    if not all(row.ok for row in rows):
        raise typer.Exit(1)


def _examined(here: Session) -> Iterator[Row]:
    import shutil

    from l10n.errors import L10nError
    from l10n.project.examination import Row, examined

    there = "msgfmt is there" if shutil.which("msgfmt") else "msgfmt is not there"
    yield Row(what="gettext", ok=True, note=f"{there}; only other people's tools need it")
    try:
        yield from examined(here.project())
    except L10nError as error:
        yield Row(what="project", ok=False, note=str(error), hint=error.hint)


def _configuration(source: str, tags: list[str]) -> str:
    locales = ", ".join(f'"{tag}"' for tag in tags)
    return f"""\
[project]
source = "{source}"
locales = [{locales}]
articles = ["articles/**/*"]

# [articles]
# body = "auto"            # pages with navigation, asides and footers: only the article in them is translated;
#                          # or a CSS selector such as "main article". Without it, all text of a page is.

[glossary]
files = ["glossaries/*.csv"]

[route]
steps = ["memory", "local"]  # "local" needs a model for each locale: l10n doctor tells; or ask a service:
# steps = ["memory", "deepl"]  # with its table below
review = "required"        # machine text is fuzzy until a person has read it; "none" keeps it

[gate]
state = "reviewed"         # the least state of every unit: translated, reviewed
findings = "error"         # no finding of this severity or above

# [providers.deepl]
# key = "env:DEEPL_API_KEY"  # the name of an environment variable, never the key itself
"""


def _ignoring(root: Path) -> str:
    """The folder's .gitignore with our lines in it."""
    path = root / ".gitignore"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if "/.l10n/" in text.split():
        return text
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{_IGNORED}"
