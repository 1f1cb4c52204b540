"""What every form is made from: the findings of one run, and what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeydsl.render.reports.told import Told
from journeydsl.text.record import Record

_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


class Report(Record):
    """The findings of one run, in the order of their places.

    `files` are all that were read, `failing` the severities that count for the exit code, `problems` what could not be
    read, a sentence each. `version` is this program's. `below` is the way from the repository to the folder of the
    run, empty or with `/` at its end. `baseline` says, where there is one, how many findings it holds back and how many
    of its findings are fixed.
    """

    findings: Sequence[Told]
    files: tuple[str, ...]
    journeys: int
    libraries: int
    failing: tuple[str, ...]
    version: str
    problems: tuple[str, ...] = ()
    below: str = ""
    baseline: tuple[int, int] | None = None

    def place(self, file: str) -> str:
        """The path of a file as seen from the repository; one elsewhere stays as it is."""
        is_elsewhere = file.startswith("/") or file[1:2] == ":"
        return file if is_elsewhere else self.below + file

    def baseline_lines(self) -> Iterator[str]:
        """What is said of the baseline: how much it holds back, and what it could let go."""
        known, fixed = self.baseline or (0, 0)
        if known:
            yield f"{known:,} {'finding is' if known == 1 else 'findings are'} held back by the baseline."
        if fixed:
            said = "finding of the baseline is" if fixed == 1 else "findings of the baseline are"
            yield f"{fixed:,} {said} fixed: `journey baseline --update` takes {'it' if fixed == 1 else 'them'} out."

    def fix_lines(self) -> Iterator[str]:
        """How many findings a machine can surely fix, where there are any."""
        fixable = sum(told["is_safe"] for told in self.findings)
        if fixable:
            yield f"{fixable:,} of these can be fixed by `journey check --fix`."


def uri(path: str) -> str:
    """A path as an address: relative where the path is."""
    address = "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in path.encode("utf-8", "replace"))
    if path.startswith("/"):
        return "file://" + address
    return "file:///" + address.replace("%3A", ":", 1) if path[1:2] == ":" else address


def words(told: Told) -> str:
    """All that is said of a finding, in lines: the sentence, the evidence, what to do."""
    lines = [told["message"], *told["evidence"]]
    lines += [f"{label['file']}:{label['line']}: {label['text']}" for label in told["labels"]]
    lines += [f"fix: {told['fix']}"] if told["fix"] else []
    return "\n".join(lines)
