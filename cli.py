"""The commands: each parses, calls one verb, prints and exits. Heavy imports stand inside the commands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Trendatlas: YAML records, checked, built into SQLite and served with Datasette.",
)
ROOT = Path(".")
Database = Annotated[Path, typer.Option(help="The SQLite file.")]
DATABASE = Path("build/trendatlas.db")
FORMATS = ("text", "json", "github", "sarif")


def _here() -> Path:
    """The repository: the folder that a command is called in."""
    if not (ROOT / "data" / "vocabularies").is_dir():
        _stop("no records here", "call the command in the folder that holds data/, trends/ and innovations/")
    return ROOT


def _stop(message: str, hint: str, code: int = 2) -> None:
    typer.echo(f"{message}; {hint}", err=True)
    raise typer.Exit(code)


def _must_exist(database: Path) -> None:
    if not database.is_file():
        _stop(f"{database} does not exist", "build it with `trendatlas build`")


def _status(text: str):
    """Shows on a terminal what is being done; nothing on a pipe."""
    from contextlib import nullcontext

    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(text)


@contextmanager
def _whole(doing: str) -> Iterator[None]:
    """Work on many records; where the system ends one of its processes, that is one sentence."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool:
        _stop(f"a process that {doing} was ended from outside", "free some memory and call the command again", 1)


def _read(root: Path):
    """The repository, records and all."""
    from pipeline.read import read

    with _whole("read records"):
        return read(root)[0]


@app.command()
def validate(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; all records if none is given.")] = None,
    format: Annotated[str, typer.Option(help=f"How problems are told: {', '.join(FORMATS)}.")] = "text",
) -> None:
    """Tell every problem of every record, with its place and what to write instead. Exit 1 if there is an error."""
    from pipeline.harvest import Harvest
    from pipeline.problems import RENDERINGS, errors, summary

    root = _here()
    if format not in RENDERINGS:
        _stop(f"{format!r} is no format", f"write one of {', '.join(FORMATS)}")
    wanted = [_inside(root, path) for path in paths or []]
    with _status("Reading records"), _whole("read records"):
        harvest = Harvest(root)
        harvest.check()
    shown = [problem for problem in sorted(harvest.problems) if not wanted or _under(problem.file, wanted)]
    if shown or format != "text":
        typer.echo(RENDERINGS[format](shown))
    if format == "text":
        typer.echo(summary(shown, _records(harvest.repository, wanted)), err=not sys.stdout.isatty())
    raise typer.Exit(1 if errors(shown) else 0)


def _inside(root: Path, path: Path) -> str:
    if not path.exists():
        _stop(f"{path} does not exist", "write the path of a record or a folder")
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        _stop(f"{path} is not in this repository", "write a path inside it")


def _under(file: str, wanted: list[str]) -> bool:
    return any(path == "." or file == path or file.startswith(f"{path}/") for path in wanted)


def _records(repository, wanted: list[str]) -> int:
    return sum(not wanted or _under(entry.file, wanted) for entry in repository.all_entries())


@app.command()
def build(
    output: Database = DATABASE,
    allow_loss: Annotated[
        bool, typer.Option("--allow-loss", help="Build even if over 5 % of a kind are gone.")
    ] = False,
) -> None:
    """Build the records into one SQLite file. With an error in a record nothing is built and the old file stays."""
    _build(_here(), output, allow_loss)


def _build(root: Path, output: Path, allow_loss: bool = False) -> None:
    from pipeline.made import up_to_date

    if up_to_date(root, output):
        typer.echo(f"{output} is up to date")
        return
    from pipeline.build import BuildError, Mistakes  # with pandas and the tables, which take longer than the question
    from pipeline.build import build as build_database
    from pipeline.problems import as_text, summary

    with _status("Building") as status, _whole("read records"):
        try:
            tell = (lambda step: status.update(f"Building: {step}")) if status else (lambda step: None)
            counts = build_database(root, output, tell, allow_loss)
        except Mistakes as mistakes:
            typer.echo(as_text(mistakes.problems), err=True)
            _stop(summary(mistakes.problems, mistakes.records), "nothing was built", 1)
        except (BuildError, OSError) as error:
            _stop(f"nothing was built: {error}", "the old file is as it was", 1)
    typer.echo(f"{output}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 8001,
    database: Database = DATABASE,
    rebuild: Annotated[bool, typer.Option(help="Validate and build before serving.")] = True,
) -> None:
    """Validate, build and serve the site on a local address, read-only."""
    root = _here()
    if rebuild:
        _build(root, database)
    _must_exist(database)
    from web import server

    socket = server.listen(host, port)
    if socket is None:
        _stop(f"port {port} of {host} is taken", "choose another with --port", 1)
    typer.echo(f"Trendatlas: http://{host}:{socket.getsockname()[1]}/ (stop with Ctrl+C)")
    server.serve(database, socket)


@app.command()
def export(
    database: Database = DATABASE,
    output: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("build/export"),
) -> None:
    """Write every table as CSV and as Parquet, each in one archive with a data package that describes it."""
    _here()
    _must_exist(database)
    from sqlite3 import DatabaseError

    from pipeline.export import export as export_files

    try:
        with _status("Exporting"):
            paths = export_files(database, output)
    except (OSError, DatabaseError) as error:
        reason = str(error).splitlines()[0]
        _stop(f"{database} cannot be exported: {reason}", "build it anew with `trendatlas build`", 1)
    for path in paths:
        typer.echo(f"{path}: {path.stat().st_size // 1024} KB")


@app.command()
def cards(
    database: Database = DATABASE,
    output: Annotated[Path, typer.Option(help="The folder to write into; the site reads it beside the file.")] = Path("build/cards"),
) -> None:
    """Draw the social cards: for each record and language a picture that stands for its page where it is shared."""
    _here()
    _must_exist(database)
    from sqlite3 import DatabaseError

    from web.cards.make import make

    try:
        with _status("Drawing cards") as status, _whole("drew cards"):
            counts = make(database, output, (lambda step: status.update(f"Drawing cards: {step}")) if status else None)
    except DatabaseError as error:
        _stop(f"{database} cannot be read: {error}", "build it anew with `trendatlas build`", 1)
    except OSError as error:
        _stop(f"cards cannot be written: {error}", "each is whole; call the command again for the rest", 1)
    typer.echo(f"{output}: {counts.drawn} drawn, {counts.kept} as they were, {counts.removed} removed")


@app.command()
def new(
    kind: Annotated[str, typer.Argument(help="trend, innovation, partnership or tool.")],
) -> None:
    """Ask for what a new record must say, warn of likely duplicates, and write a valid file."""
    from pipeline.draft import draft
    from pipeline.records import FILED, KINDS
    from pipeline.text import hint_near
    from pipeline.write import dump, replace

    root = _here()
    if kind not in FILED:
        _stop(f"{kind!r} is no kind of record", hint_near(kind, FILED, f"write one of {', '.join(FILED)}"))
    repository = _read(root)
    record_id, data = draft(
        kind, repository, lambda question: typer.prompt(question, default="", show_default=False), typer.echo
    )
    file = KINDS[kind].path(record_id)
    replace(root / file, dump(file, data))
    typer.echo(f"{file} is written as a draft. Complete it, then call `trendatlas validate {file}`.")


@app.command()
def fix(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; all records if none is given.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file would change.")] = False,
) -> None:
    """Bring records into the one canonical form; comments and every character of text stay."""
    from pipeline.read import files
    from pipeline.write import fix as fix_file
    from pipeline.write import would_change

    root = _here()
    wanted = [_inside(root, path) for path in paths or []]
    records = {path.relative_to(root).as_posix(): path for path in files(root)}
    chosen = {
        file: path for file, path in records.items() if file.endswith(".yml") and (not wanted or _under(file, wanted))
    }
    with _status("Looking at records"):
        outcome = {file: (would_change if check else fix_file)(path, file) for file, path in chosen.items()}
    for file, changed in outcome.items():
        if changed is None:
            typer.echo(f"{file}: has mistakes and stays as it is; call `trendatlas validate {file}`", err=True)
        elif changed:
            typer.echo(f"{file}: {'would change' if check else 'mended'}")
    done = sum(bool(changed) for changed in outcome.values())
    typer.echo(f"{len(outcome)} files, {done} {'would change' if check else 'mended'}", err=True)
    raise typer.Exit(1 if None in outcome.values() or (check and done) else 0)


@app.command()
def schema(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if a file is not up to date.")] = False,
) -> None:
    """Write JSON Schemas, the reference in docs/ and the descriptions in metadata.yml from the models."""
    from pipeline.describe import described
    from pipeline.write import replace

    root = _here()
    repository = _read(root)
    texts = described(repository, root)
    stale = [
        file
        for file, text in texts.items()
        if not (root / file).is_file() or (root / file).read_text(encoding="utf-8") != text
    ]
    for file in stale:
        if not check:
            replace(root / file, texts[file])
        typer.echo(f"{file}: {'not up to date' if check else 'written'}")
    typer.echo(f"{len(texts)} files, {len(stale)} {'not up to date' if check else 'written'}", err=True)
    raise typer.Exit(1 if check and stale else 0)


def main() -> None:
    """Runs the command line."""
    app()


if __name__ == "__main__":
    main()
