"""The house keeps its own rules: floors, libraries, types, lint, names, pages."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lark import Lark

import console
import pages
from journeydsl.checks._catalogue import write_catalogue
from journeydsl.formatting.format import format_text
from journeydsl.syntax import tables
from journeydsl.text.source import Source

ROOT = pages.ROOT
HOUSE = ROOT / "src" / "journeydsl"
STYLE_GUIDE = ROOT / "docs" / "style.md"

# One library, one room.
LIBRARIES = {
    "click": "cli",
    "graphviz": "render",
    "holidays": "calendars",
    "icalendar": "exchange",
    "jinja2": "render",
    "lark": "syntax",
    "markdown_it": "render",
    "markupsafe": "render",
    "networkx": "graph",
    "pygraphviz": "render",
    "rich": "cli",
    "tzdata": "calendars",
    "xlsxwriter": "exchange",
}
# The rooms that meet the world; below them there is no disk, clock, network or environment.
DOORS = {"api", "cli", "lsp", "serve", "workspace"}
WORLD = {"http", "os", "random", "shutil", "socket", "subprocess", "tempfile", "time", "urllib"}
WORLD_FUNCTIONS = {"input", "open", "print"}
WORLD_METHODS = {"now", "read_bytes", "read_text", "today", "write_bytes", "write_text"}
# The library that draws letters is told its font by a file and the environment, and by nothing else.
LETTERING = "src/journeydsl/render/diagrams/graphviz_library.py"
# What is shipped beside the code may be read in any room, through this or the module's own ``__file__``.
SHIPPED = "importlib.resources"

SECTIONS_OF_A_CHECK_PAGE = ["Why it costs money", "Example", "Instead", "When to allow it"]
EMPTY_NAMES = {"base", "common", "core", "handler", "helper", "helpers", "manager", "misc", "util", "utils"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b|(?i:\bnot (yet )?implemented|raise NotImplemented|\bplaceholder\b)")


def test_a_room_imports_only_from_lower_floors() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    assert_clean(str(linter), "--no-cache", "--config", str(ROOT / ".importlinter"))


def test_a_room_in_parentheses_on_the_plan_is_not_built_yet() -> None:
    plan = (ROOT / ".importlinter").read_text("utf-8").partition("layers =")[2]
    waiting = set(re.findall(r"\((\w+)\)", plan))
    assert waiting & {room(module) for module in modules()} == set()


def test_every_library_lives_in_one_room() -> None:
    ours = sys.stdlib_module_names | {"journeydsl"}
    strays = [
        f"{place(module)}: {name}"
        for module in modules()
        for name in imported(module)
        if (library := name.partition(".")[0]) not in ours and LIBRARIES.get(library) != room(module)
    ]
    assert strays == []


def test_below_the_doors_nothing_meets_the_disk_the_clock_or_the_network() -> None:
    below = [module for module in modules() if room(module) not in DOORS and place(module) != LETTERING]
    imports = [(module, name) for module in below for name in imported(module)]
    met = [f"{place(module)}: {name}" for module, name in imports if name.partition(".")[0] in WORLD]
    met += [f"{place(module)}: {call}" for module in below for call in calls_to_the_world(module)]
    assert met == []


def test_types_are_complete() -> None:
    assert_clean(sys.executable, "-m", "mypy", "--no-error-summary")


def test_lint_finds_nothing() -> None:
    assert_clean(sys.executable, "-m", "ruff", "check", "--quiet", ".")


def test_modules_have_names_that_say_something() -> None:
    assert [place(module) for module in modules() if EMPTY_NAMES & set(module.with_suffix("").parts)] == []


def test_nothing_is_left_for_later() -> None:
    kinds = {".py", ".md", ".lark", ".html", ".j2", ".css", ".js", ".toml", ".journey"}
    folders = [HOUSE, ROOT / "grammar", ROOT / "docs", ROOT / "journeys"]
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in kinds)
    # The style guide names the words that it forbids.
    found = [(path, UNFINISHED.search(path.read_text("utf-8"))) for path in files if path != STYLE_GUIDE]
    assert [f"{place(path)}: {words[0]}" for path, words in found if words] == []


def test_every_check_has_its_page_and_every_page_its_check() -> None:
    checks = {check.stem for check in (HOUSE / "checks").glob("*.py") if not check.stem.startswith("_")}
    assert {page.stem for page in check_pages()} == checks


def test_every_check_is_listed() -> None:
    listed = (HOUSE / "checks" / "catalogue.txt").read_text("ascii")
    assert listed == write_catalogue(), "python3 run.py test --bless lists them anew"


def test_the_page_of_a_check_has_the_fixed_headings() -> None:
    for page in check_pages():
        top, title, *rest = pages.sections(page)
        assert not top.fences, page.stem
        assert title.heading == page.stem.replace("_", "-")
        assert [section.heading for section in rest] == SECTIONS_OF_A_CHECK_PAGE, page.stem


def test_the_page_of_a_check_shows_its_finding_and_then_how_to_be_rid_of_it(tmp_path: Path) -> None:
    for page in check_pages():
        name = page.stem.replace("_", "-")
        example, instead = (findings(name, section, tmp_path) for section in pages.sections(page)[3:5])
        assert name in example, f"{name}: the example shows {example}"
        assert instead == [], f"{name}: what to write instead shows {instead}"


def test_the_fix_of_a_check_takes_its_finding_away_and_makes_no_other(tmp_path: Path) -> None:
    fixed = []
    for page in check_pages():
        name = page.stem.replace("_", "-")
        example = pages.sections(page)[3]
        before = told(name, example, tmp_path)
        if not any(finding["name"] == name and finding["edits"] for finding in before):
            continue
        fixed.append(name)
        folder = tmp_path / name / example.heading
        files = {path: path.read_text("utf-8") for path in folder.rglob("*.journey")}
        console.journey(f"check . --only {name} --fix --unsafe-fixes", folder)
        after = json.loads(console.journey(f"check . --only {name} --format json", folder)[0])["findings"]
        known = {(finding["name"], finding["message"]) for finding in before}
        assert {(finding["name"], finding["message"]) for finding in after} < known, name
        assert len(after) < len(before), name
        for path, text in files.items():
            changed = path.read_text("utf-8")
            was_formatted = format_text(Source(path.name, text)) == text
            assert not was_formatted or format_text(Source(path.name, changed)) == changed, f"{name}: {changed}"
    assert {"repeated-property", "unknown-name", "vacant-allow", "missing-for-receiver"} <= set(fixed)


def test_the_grammar_is_without_conflicts_and_its_tables_are_fresh() -> None:
    grammar = (ROOT / "grammar" / "journey.lark").read_text("utf-8")
    Lark(grammar, parser="lalr", lexer="contextual", strict=True, maybe_placeholders=True)
    shipped = (HOUSE / "syntax" / "tables.json").read_text("utf-8")
    assert tables.build_tables(grammar) == shipped, "build the tables anew: see syntax/tables.py"


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{place(page)}: {target}"
        for page in pages.all_pages()
        for target in links(page)
        if not leads_somewhere(page, target)
    ]
    assert broken == []


def test_the_lock_names_no_host() -> None:
    assert "://" not in (ROOT / "requirements-dev.lock").read_text("utf-8")


def assert_clean(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def check_pages() -> list[Path]:
    return sorted((HOUSE / "checks").glob("*.md"))


def findings(check: str, section: pages.Section, scratch: Path) -> list[str]:
    """The names of what this check, with the reading of text and names, finds in the files of a section."""
    return [finding["name"] for finding in told(check, section, scratch)]


def told(check: str, section: pages.Section, scratch: Path) -> list[dict[str, Any]]:
    """The same as data; the files of the section are laid out in a folder of its own."""
    folder = scratch / check / section.heading
    folder.mkdir(parents=True)
    pages.lay_out(section, folder)
    for fence in section.fences:
        if fence.file_name:
            pages.write_file(fence, fence.file_name, folder)
    output, _ = console.journey(f"check . --only {check} --format json", folder)
    found: list[dict[str, Any]] = json.loads(output)["findings"]
    return found


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(module: Path) -> str:
    """The room that a module stands in; the package's own front door counts as ``__init__``."""
    return module.relative_to(HOUSE).with_suffix("").parts[0]


def imported(module: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        match node:
            case ast.Import(names=aliases):
                names += [alias.name for alias in aliases]
            case ast.ImportFrom(module=str(name), names=aliases):
                names += [name, *(f"{name}.{alias.name}" for alias in aliases)]
            case _:
                pass
    return names


def calls_to_the_world(module: Path) -> Iterator[str]:
    """Calls that read, write or ask for the time. What runs only as a script of its own is left out."""
    tree = ast.parse(module.read_text("utf-8"))
    tree.body = [statement for statement in tree.body if not is_script(statement)]
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    ships = SHIPPED in imported(module) or "__file__" in names
    methods = WORLD_METHODS - {"read_bytes", "read_text"} if ships else WORLD_METHODS
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLD_FUNCTIONS:
                yield f"{name}() in line {node.lineno}"
            case ast.Call(func=ast.Attribute(attr=name)) if name in methods:
                yield f".{name}() in line {node.lineno}"
            case _:
                pass


def is_script(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and ast.unparse(statement.test) == "__name__ == '__main__'"


def links(page: Path) -> Iterator[str]:
    prose = re.sub(r"`[^`\n]*`", "", "\n".join(prose_lines(page)))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if not re.match(r"[a-z]+:", target):
            yield target


def prose_lines(page: Path) -> list[str]:
    lines = page.read_text("utf-8").split("\n")
    fences = [fence for section in pages.sections(page) for fence in section.fences]
    hidden = {at for fence in fences for at in range(fence.opens, fence.closes + 1)}
    return [line for at, line in enumerate(lines) if at not in hidden]


def leads_somewhere(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = page.parent / name if name else page
    if not path.exists() or not anchor or path.suffix != ".md":
        return path.exists()
    return anchor in anchors(path)


def anchors(page: Path) -> set[str]:
    """The anchors that code hosts give to a page's headings, repeated headings numbered from 1."""
    found: dict[str, int] = {}
    made = set()
    for section in pages.sections(page)[1:]:
        plain = re.sub(r"[^\w\- ]", "", section.heading.lower()).replace(" ", "-")
        count = found.get(plain, 0)
        found[plain] = count + 1
        made.add(f"{plain}-{count}" if count else plain)
    return made
