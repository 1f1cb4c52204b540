"""What is measured: journeys of 30, 300 and 30,000 lines, and as many lines of what each peer reads.

All inputs are clean and in the layout of their tools, so that nobody is timed at telling faults.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIES = 100
HEADER = re.compile(r"^journey (?P<name>\w+)(?P<title> +\"[^\"]*)?", re.MULTILINE)

SMALL = """\
journey lamps "Lamps for hotels" {
  agreed by marketing 2026-10-01, sales 2026-10-02
  calendar office
}

calendar office "Office" { timezone "Europe/London"  open mon..fri 09:00..17:30 }

team marketing "Marketing" { channel "#marketing" }
team sales "Sales" { channel "#sales" }
team sales_lead "Head of sales" { part of sales  channel "#head" }

field rooms "Rooms" integer 1..2_000
field budget "Budget" integer 0..
activity sample_request "Asked for a sample" hand raise

entry stage reader "Reader" { owner marketing  collects rooms }
stage talk "In talks" { owner sales  collects budget  leave within 60 days else -> dark }
won stage lit "Lit" { owner sales }
lost stage dark "Not now" { owner sales }

handoff reader -> talk "To sales" {
  when rooms >= 40 or any sample_request in 30 days
  pass rooms, sample_request
  brief "What they read, and how many rooms they have"
  accept within 4 business hours else escalate to sales_lead
  contact within 1 business day, at least 3 attempts, else escalate to sales_lead
  reject -> reader because too_small "Fewer rooms than we can serve"
  feedback every 2 weeks on budget
}

move talk -> lit "Signed" by sales
meeting weekly "Pipeline" every week on mon 10:00 for marketing, sales { reads reader -> talk }
"""


def write_small(folder: Path) -> int:
    """One journey of some 30 lines."""
    folder.mkdir()
    (folder / "lamps.journey").write_text(SMALL, encoding="utf-8", newline="")
    return SMALL.count("\n")


def write_large(folder: Path) -> int:
    """One journey of 60 stages, 12 teams and 200 lines of routes, the one that tests build, too."""
    sys.path.append(str(ROOT / "tests"))
    from large import large_journey

    folder.mkdir()
    text = large_journey(stages=60, teams=12, routes=200)
    (folder / "large.journey").write_text(text, encoding="utf-8", newline="")
    return text.count("\n")


def copy_journeys(folder: Path, copies: int) -> int:
    """Copies journeys/acme, its journey as often as asked, each renamed; gives the number of lines."""
    folder.mkdir()
    lines = 0
    for source in sorted((ROOT / "journeys" / "acme").iterdir()):
        if source.suffix not in (".journey", ".toml"):
            continue
        text = source.read_text(encoding="utf-8")
        is_root = source.suffix == ".journey" and HEADER.search(text)
        for number in range(1, copies + 1) if is_root else [0]:
            name = f"{source.stem}_{number:03}{source.suffix}" if number else source.name
            renamed = HEADER.sub(rf"journey \g<name>_{number:03}\g<title>", text) if number else text
            (folder / name).write_text(renamed, encoding="utf-8", newline="")
            lines += renamed.count("\n") if source.suffix == ".journey" else 0
    return lines


def retitle(folder: Path) -> None:
    """Changes one journey of many, and its content each time anew."""
    paths = sorted(folder.glob("*.journey"))
    for path in paths[len(paths) // 2 :]:
        text = path.read_text(encoding="utf-8")
        if header := HEADER.search(text):
            grown = f"{header[0]}+" if header["title"] else f'{header[0]} "+"'
            path.write_text(text.replace(header[0], grown, 1), encoding="utf-8", newline="")
            return


def write_protos(folder: Path, lines: int, files: int) -> None:
    """Protocol files for buf, half comments and half fields, as they are in the wild."""
    for number in range(1, files + 1):
        package = f"corpus.part{number:03}.v1"
        place = folder.joinpath(*package.split("."))
        place.mkdir(parents=True)
        text = ['syntax = "proto3";', "", f"package {package};"]
        while len(text) < lines // files:
            text += _message(f"Stage{len(text)}", min(8, max(1, (lines // files - len(text) - 4) // 2)))
        (place / "stages.proto").write_text("\n".join(text) + "\n", encoding="utf-8", newline="")
    (folder / "buf.yaml").write_text("version: v2\nlint:\n  use:\n    - STANDARD\n", encoding="utf-8")


def _message(name: str, fields: int) -> list[str]:
    kinds = ("string", "int64", "bool", "repeated string", "double")
    told = [(f"  // What field {n} says.", f"  {kinds[n % 5]} field_{n} = {n + 1};") for n in range(fields)]
    body = [line for pair in told for line in pair]
    return ["", f"// {name} is where a buyer may be.", f"message {name} {{", *body, "}"]


def write_processes(folder: Path, lines: int, files: int) -> None:
    """Chains of tasks for bpmnlint, without the pictures that editors put beside them, which no rule needs."""
    folder.mkdir()
    for number in range(1, files + 1):
        tasks = max(1, (lines // files - 13) // 5)
        steps = ["start", *(f"t{task}" for task in range(tasks)), "end"]
        body = ['    <bpmn:startEvent id="start" name="Comes in">', "      <bpmn:outgoing>f0</bpmn:outgoing>",
                "    </bpmn:startEvent>"]  # fmt: skip
        for place, step in enumerate(steps[1:-1]):
            body += [f'    <bpmn:task id="{step}" name="Stage {place}">',
                     f"      <bpmn:incoming>f{place}</bpmn:incoming>",
                     f"      <bpmn:outgoing>f{place + 1}</bpmn:outgoing>", "    </bpmn:task>"]  # fmt: skip
        body += ['    <bpmn:endEvent id="end" name="Customer">', f"      <bpmn:incoming>f{tasks}</bpmn:incoming>",
                 "    </bpmn:endEvent>"]  # fmt: skip
        for place in range(tasks + 1):
            ends = f'sourceRef="{steps[place]}" targetRef="{steps[place + 1]}"'
            body.append(f'    <bpmn:sequenceFlow id="f{place}" {ends} />')
        text = ['<?xml version="1.0" encoding="UTF-8"?>',
                '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" '
                'targetNamespace="http://bpmn.io/schema/bpmn">',
                f'  <bpmn:process id="p{number}" isExecutable="false">', *body, "  </bpmn:process>",
                "</bpmn:definitions>"]  # fmt: skip
        (folder / f"process_{number:03}.bpmn").write_text("\n".join(text) + "\n", encoding="utf-8", newline="")
    rules = '{"extends": "bpmnlint:recommended", "rules": {"no-bpmndi": "off"}}\n'
    (folder / ".bpmnlintrc").write_text(rules, encoding="utf-8")


def write_ledgers(folder: Path, lines: int, files: int) -> None:
    """Account books for bean-check; `all.beancount` includes every other file."""
    folder.mkdir()
    head = ['option "title" "Orders"', "2020-01-01 open Assets:Bank USD", "2020-01-01 open Income:Sales USD"]
    for number in range(1, files + 1):
        text = [f"; Part {number}"]
        while len(text) < lines // files - 4:
            day = len(text) // 4 % 28 + 1
            text += ["", f'2021-{number % 12 + 1:02}-{day:02} * "Customer" "Order {len(text)}"',
                     f"  Assets:Bank   {len(text)}.00 USD", "  Income:Sales"]  # fmt: skip
        (folder / f"part_{number:03}.beancount").write_text("\n".join(text) + "\n", encoding="utf-8", newline="")
    included = [f'include "part_{number:03}.beancount"' for number in range(1, files + 1)]
    (folder / "all.beancount").write_text("\n".join([*head, *included]) + "\n", encoding="utf-8", newline="")
