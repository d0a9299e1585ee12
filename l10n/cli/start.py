"""``l10n init``, ``config`` and ``doctor``: a project, what is configured, what is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from l10n.cli.everywhere import Session, session

_IGNORED = "# what l10n can rebuild or must not be in git\n/.l10n/\n/build/\n"
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
    root = Path(here.directory)
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
    """Say what is missing on this machine for this project; exit 1 if something is."""
    here = session(ctx)
    rows = list(_examined(here))
    if here.json:
        typer.echo(json.dumps([{"what": w, "ok": ok, "note": note} for w, ok, note in rows]))
    for what, ok, note in rows:
        mark = here.paint("ok     ", "green") if ok else here.paint("missing", "red")
        here.say(f"{mark} {what}: {note}")
    if not all(ok for _, ok, _ in rows):
        raise typer.Exit(1)


def _examined(here: Session) -> list[tuple[str, bool, str]]:
    import shutil
    from importlib.util import find_spec

    from l10n.errors import L10nError

    rows = [
        (
            "gettext",
            bool(shutil.which("msgfmt")),
            "msgfmt, for other people's tools; not needed by l10n",
        ),
    ]
    for package in ("numpy", "sentencepiece"):
        there = find_spec(package) is not None
        rows.append(
            (
                package,
                there,
                "for the local engine" + ("" if there else ': pip install "l10n-desk[local]"'),
            )
        )
    try:
        project = here.project()
        terms = len(project.glossary.terms)
    except L10nError as error:
        return [*rows, ("project", False, str(error))]
    rows.append(("project", True, f"{len(project.articles())} articles, {terms} terms"))
    return rows


def _configuration(source: str, tags: list[str]) -> str:
    locales = ", ".join(f'"{tag}"' for tag in tags)
    return f"""\
[project]
source = "{source}"
locales = [{locales}]
articles = ["articles/**/*"]

[glossary]
files = ["glossaries/*.csv"]

[route]
steps = ["memory", "local"]
review = "required"        # machine text is fuzzy until a person has read it; "none" keeps it

[gate]
state = "reviewed"         # the least state of every unit: translated, reviewed
findings = "error"         # no finding of this severity or above
"""


def _ignoring(root: Path) -> str:
    """The folder's .gitignore with our lines in it."""
    path = root / ".gitignore"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if "/.l10n/" in text.split():
        return text
    return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{_IGNORED}"
