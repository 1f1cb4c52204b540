"""`journey merge`: what git calls to merge two edits of a journey."""

from __future__ import annotations

import os

import click

from journeydsl.cli.parts import Whole
from journeydsl.cli.printing import complain
from journeydsl.merging.texts import Outcome, merge_texts
from journeydsl.workspace.files import Unreadable, as_source, not_written, read_bytes, write_file
from journeydsl.workspace.git import NoGit, merged_by_line

_FAILED = 129  # what git takes for "could not be merged at all"; up to 128 it means conflicts


@click.command("merge")
@click.argument("base")
@click.argument("ours")
@click.argument("theirs")
@click.option("--path", metavar="PATH", help="What to call the file; git's `%P`.")
@click.option("--marker-size", type=Whole(1, 200), default=7, help="Signs in a mark of conflict; git's `%L`.")
@click.option("--print", "prints", is_flag=True, help="Print the merged text, and write nothing.")
def command(base: str, ours: str, theirs: str, path: str | None, marker_size: int, prints: bool) -> int:
    """Merge two edits of one journey, declaration by declaration and property by property.

    BASE is what both edits began with. The merged text is written into OURS. Where both touched one thing, both texts
    stand there between marks. Exit code: 0 merged, 1 something is left to you, 129 nothing was written.
    """
    called = path or ours
    try:
        datas = [read_bytes(os.path.abspath(name)) for name in (base, ours, theirs)]
        sources = [as_source(data, name) for data, name in zip(datas, (base, ours, theirs), strict=True)]
        is_text = not any(source.misread for source in sources)
        was, mine, other = (source.text for source in sources)
        found = merge_texts(was, mine, other, marker_size) if is_text else None
        if found is None:
            click.echo(f"`{called}` cannot be read whole on every side, so it is merged line by line", err=True)
            data, conflicts = merged_by_line(base, ours, theirs, marker_size)
        else:
            data, conflicts = found.text.encode(), bool(found.conflicts) or not found.is_marked
            _tell(called, found)
        if prints:
            click.echo(data, nl=False)
        elif data != datas[1]:
            write_file(ours, data)
        return 1 if conflicts else 0
    except (Unreadable, NoGit) as fault:
        complain(str(fault))
        return _FAILED
    except OSError as fault:
        complain(not_written(ours, fault))
        return _FAILED


def _tell(called: str, found: Outcome) -> None:
    """Says what is left to people, on standard error: standard output may be the text."""
    for what in found.conflicts if found.is_marked else ():
        click.echo(f"`{called}`: both sides changed `{what}`; take one of the two texts between the marks", err=True)
    if not found.is_marked:
        where = f" at `{found.conflicts[0]}`" if found.conflicts else ""
        click.echo(f"`{called}`: each side is understood by itself, and both together are not{where}; "
                   "`journey check` says why", err=True)  # fmt: skip
