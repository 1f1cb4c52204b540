"""What is wrong with a workspace's template, told as one sentence."""

from __future__ import annotations

from types import TracebackType

FOLDER = "templates"


class TemplateFault(Exception):
    """A template of the workspace cannot be used; its words are for the user, with the file and the line."""


class Exhausted(Exception):
    """A template asks for more than a page may cost; its words complete "the template …"."""


def told(fault: BaseException, name: str) -> TemplateFault:
    """A fault of Jinja2 or of what a template did, as a sentence about the workspace's file."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    file, line = _place(fault, name)
    match fault:
        case TemplateSyntaxError():
            what = f"cannot be read as a template: {_plain(fault.message)}"
            file, line = f"{FOLDER}/{fault.name or name}", fault.lineno
        case TemplateNotFound():
            what = f"asks for the template `{_plain(fault.name)}`, which is not there"
        case SecurityError():
            what = f"asks for something that templates do not get: {_plain(str(fault))}"
        case UndefinedError():
            what = f"names something that is not there: {_plain(str(fault))}"
        case Exhausted():
            what = str(fault)
        case RecursionError():
            what = "calls or includes itself without an end"
        case _:
            what = f"does something that does not work: {_plain(str(fault) or type(fault).__name__)}"
    return TemplateFault(f"`{file}`{f', line {line},' if line else ''} {what}")


def _place(fault: BaseException, name: str) -> tuple[str, int | None]:
    """The innermost line of a workspace's template on the way to a fault."""
    found: tuple[str, int | None] = (f"{FOLDER}/{name}", None)
    trace: TracebackType | None = fault.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(f"{FOLDER}/"):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _plain(text: object) -> str:
    """One line of a length that fits one."""
    line = " ".join(str(text or "").split())
    return line if len(line) <= 200 else f"{line[:199]}…"
