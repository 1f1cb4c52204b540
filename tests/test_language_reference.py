"""The language reference shows every form there is, and its examples, read together, are one journey."""

from collections.abc import Iterator

import pages
from journeydsl.formatting.format import format_text
from journeydsl.model.resolve import resolve
from journeydsl.syntax import tables
from journeydsl.syntax.parse import parse, read
from journeydsl.syntax.values import Node
from journeydsl.text.source import Source

REFERENCE = [pages.ROOT / "docs" / "language.md", *sorted((pages.ROOT / "docs" / "language").glob("*.md"))]


def test_the_examples_of_the_reference_are_one_journey_without_a_fault() -> None:
    whole = "\n".join(text for _, text in examples())
    file = parse(Source("harbour.journey", whole))
    assert [f"{fault.problem}: {whole[fault.start : fault.end]}" for fault in file.faults] == []
    resolution = resolve("harbour.journey", {"harbour.journey": file}, {})
    assert [f"{type(fault).__name__}: {fault.span.text}" for fault in resolution.faults] == []
    assert resolution.journey is not None


def test_the_reference_shows_every_form_of_the_grammar() -> None:
    shown = {type(node).__name__ for text in everything() for node in nodes(text)}
    forms = {class_name(step.name) for step in tables.load_tables().steps if step.action == "node"}
    unseen = {form for form in forms if form not in shown and form in node_classes()}
    assert unseen == set()


def test_the_reference_shows_every_word_and_sign_of_the_language() -> None:
    shown = {word for text in everything() for word in read(Source("example.journey", text)).taken}
    words = {word for row in tables.load_tables().actions for word in row} - {tables.END}
    assert words - shown == set()


def test_the_examples_of_the_documents_are_in_their_one_form() -> None:
    documents = [pages.ROOT / "README.md", *sorted((pages.ROOT / "docs").rglob("*.md"))]
    for page in documents:
        for section in pages.sections(page):
            for fence in section.fences:
                if fence.info[:1] == ("journey",) and page.name != "fmt.md":
                    text = "\n".join(fence.lines) + "\n"
                    assert format_text(Source(page.name, text)) in (text, None), f"{page.name}:{fence.opens + 1}"


def examples() -> Iterator[tuple[str, str]]:
    """The examples that make one journey, each with its place; a section with a command stands for itself."""
    for page in REFERENCE:
        for section in pages.sections(page):
            for fence in section.fences:
                if fence.info[:1] == ("journey",) and not section.runs:
                    yield f"{page.name}:{fence.opens + 1}", "\n".join(fence.lines) + "\n"


def everything() -> list[str]:
    return [
        "\n".join(fence.lines) + "\n"
        for page in REFERENCE
        for section in pages.sections(page)
        for fence in section.fences
        if fence.info[:1] == ("journey",)
    ]


def nodes(text: str) -> Iterator[Node]:
    waiting: list[object] = list(parse(Source("example.journey", text)).statements)
    while waiting:
        part = waiting.pop()
        if isinstance(part, Node):
            yield part
            waiting += [getattr(part, field) for field in part.__fields__]
        elif isinstance(part, tuple):
            waiting += part


def node_classes() -> set[str]:
    found: list[type[Node]] = [Node]
    for kind in found:
        found += kind.__subclasses__()
    return {kind.__name__ for kind in found}


def class_name(rule: str) -> str:
    return "".join(part.capitalize() for part in rule.split("_"))
