"""A journey's playbook, whole: the pages, the site and Markdown made of them, and the pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.render.changes.report import Report
from journeydsl.render.diagrams.drawing import Engine, draw_dot, draw_pdf, draw_png, draw_svg
from journeydsl.render.diagrams.journey_picture import Addresses, journey_picture
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.render.diagrams.picture import Direction, Picture
from journeydsl.render.diagrams.pinned import in_number, pin
from journeydsl.render.diagrams.showing import show_whole, with_segments
from journeydsl.render.playbook.document import Page
from journeydsl.render.playbook.html import html_pages
from journeydsl.render.playbook.markdown import markdown_pages
from journeydsl.render.playbook.pages.agreement import agreement_page, numbers_page
from journeydsl.render.playbook.pages.changes import changes_page
from journeydsl.render.playbook.pages.contract import contract_page
from journeydsl.render.playbook.pages.findings import findings_page
from journeydsl.render.playbook.pages.front import front_page
from journeydsl.render.playbook.pages.glossary import glossary_page
from journeydsl.render.playbook.pages.handoffs import handoffs_page
from journeydsl.render.playbook.pages.knowledge import buyers_page, known_page
from journeydsl.render.playbook.pages.qualification import qualification_page
from journeydsl.render.playbook.pages.rhythm import rhythm_page
from journeydsl.render.playbook.pages.stages import stage_page, stages_page
from journeydsl.render.playbook.pages.teams import teams_page
from journeydsl.render.playbook.site import Book, anchor, open_book

Contents = str | bytes


def render_playbook(
    journey: Journey,
    graph: JourneyGraph,
    diagnostics: Iterable[Diagnostic],
    today: date,
    engine: Engine,
    changes: tuple[Report, str] | None = None,
) -> Mapping[str, Contents]:
    """Every file of a playbook, by its path with `/`, sorted: `index.html` and its pages, `markdown/README.md` and
    its pages, and `journey.svg`, `.png`, `.pdf`, `.dot` and `.mmd`; without the first three where `engine` cannot draw.
    Only days that conditions ask about depend on `today`. `changes` are a report, and what people call the version
    before.
    """
    book = open_book(journey, graph, diagnostics, today)
    picture = _picture(book)
    pictures = picture_files(picture, engine)
    svg, mermaid = str(pictures.get("journey.svg", "")), str(pictures["journey.mmd"])
    pages = tuple(_pages(book, svg, mermaid, picture))
    if changes:
        pages += (changes_page(book, *changes, engine),)
    files = {**pictures, **html_pages(book, pages), **markdown_pages(book, pages)}
    return dict(sorted(files.items()))


def picture_files(picture: Picture, engine: Engine) -> Mapping[str, Contents]:
    """The picture in every form that could be drawn."""
    files: dict[str, Contents] = {"journey.dot": draw_dot(picture), "journey.mmd": write_mermaid(picture)}
    match draw_svg(picture, engine):
        case str() as svg:
            files["journey.svg"] = svg
        case _:
            pass
    for name, draw in (("journey.png", draw_png), ("journey.pdf", draw_pdf)):
        match draw(picture, engine):
            case bytes() as drawn:
                files[name] = drawn
            case _:
                pass
    return files


def _pages(book: Book, svg: str, mermaid: str, picture: Picture) -> Iterable[Page]:
    """The pages in the order of the navigation; of those that say nothing about this journey, none."""
    yield front_page(book, svg, mermaid, picture)
    yield stages_page(book)
    yield from (stage_page(book, stage) for stage in book.journey.stages.values())
    yield handoffs_page(book)
    yield from (contract_page(book, handoff) for handoff in book.journey.handoffs)
    yield teams_page(book)
    optional = (qualification_page, known_page, buyers_page, agreement_page, numbers_page, rhythm_page)
    yield from (page for make in optional for page in (make(book),) if page.blocks)
    yield glossary_page(book)
    yield findings_page(book)


def _picture(book: Book) -> Picture:
    """The whole journey with links into the site, and findings on the stages that they concern."""
    handoffs = {
        (origin.name, way.target.name): f"{book.site.handoffs[way.name]}.html"
        for way in book.journey.handoffs
        for origin in way.origins
    }
    addresses = Addresses(
        stage=lambda stage: f"{book.site.stages[stage]}.html",
        handoff=lambda start, end: handoffs.get((start, end), ""),
        team=lambda team: f"teams.html#{anchor('team', team)}",
    )
    showing = with_segments(book.graph, show_whole(book.graph))
    pinned = pin(book.journey, showing, book.diagnostics, in_number)
    return journey_picture(book.graph, addresses, pinned.showing, Direction.RIGHT)
