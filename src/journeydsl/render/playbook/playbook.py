"""A journey's playbook, whole: the pages, the site and Markdown made of them, and the pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from journeydsl.diagnostics.finding import Diagnostic
from journeydsl.exchange.agenda import calendar_of, events
from journeydsl.exchange.ics import Heading, ics
from journeydsl.graph.journey_graph import JourneyGraph
from journeydsl.model.journey import Journey
from journeydsl.render.diagrams.drawing import Engine, NoDrawing, Placed, draw_dot, draw_pdf, draw_png, draw_svg, place
from journeydsl.render.diagrams.gathering import gather
from journeydsl.render.diagrams.journey_picture import Addresses, ahead, journey_picture
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.diagrams.pinned import in_number, pin
from journeydsl.render.diagrams.showing import show_whole, with_segments
from journeydsl.render.playbook.arranging import arranged
from journeydsl.render.playbook.document import Page
from journeydsl.render.playbook.html import html_pages
from journeydsl.render.playbook.markdown import markdown_pages
from journeydsl.render.playbook.pages.agreement import agreement_page
from journeydsl.render.playbook.pages.audience import audience_page
from journeydsl.render.playbook.pages.cadences import cadences_page
from journeydsl.render.playbook.pages.calendar import calendar_page, first_day
from journeydsl.render.playbook.pages.content import content_page
from journeydsl.render.playbook.pages.contract import contract_page
from journeydsl.render.playbook.pages.crm import crm_page
from journeydsl.render.playbook.pages.findings import findings_page
from journeydsl.render.playbook.pages.front import front_page
from journeydsl.render.playbook.pages.glossary import glossary_page
from journeydsl.render.playbook.pages.handoffs import handoffs_page
from journeydsl.render.playbook.pages.journey_map import map_page
from journeydsl.render.playbook.pages.knowledge import known_page
from journeydsl.render.playbook.pages.leadership import leadership_page
from journeydsl.render.playbook.pages.market import market_page
from journeydsl.render.playbook.pages.numbers import numbers_page
from journeydsl.render.playbook.pages.offers import offer_page, offers_page
from journeydsl.render.playbook.pages.operations import operations_page
from journeydsl.render.playbook.pages.qualification import qualification_page
from journeydsl.render.playbook.pages.roles import role_page, roles_page
from journeydsl.render.playbook.pages.sides import findings_of, sides_of
from journeydsl.render.playbook.pages.stages import stage_page, stages_page
from journeydsl.render.playbook.pages.start import start_page
from journeydsl.render.playbook.pages.story import objections_page, story_page
from journeydsl.render.playbook.pages.teams import teams_page
from journeydsl.render.playbook.picturing import Drawing
from journeydsl.render.playbook.searching import search_files
from journeydsl.render.playbook.sheets import sheet_files
from journeydsl.render.playbook.single import single_address, single_file, single_name
from journeydsl.render.playbook.site import TEAMS, Appearance, Book, anchor, has_pages, open_book
from journeydsl.render.playbook.translating import in_tongue

if TYPE_CHECKING:
    from journeydsl.render.changes.report import Report

Contents = str | bytes
PLAIN = Appearance()


def render_playbook(
    journey: Journey,
    graph: JourneyGraph,
    diagnostics: Iterable[Diagnostic],
    today: date,
    engine: Engine,
    appearance: Appearance = PLAIN,
    changes: tuple[Report, str] | None = None,
) -> Mapping[str, Contents]:
    """Every file of a playbook, by its path with `/`, sorted: `index.html` and its pages, `markdown/README.md` and
    its pages, and `journey.svg`, `.png`, `.pdf`, `.dot` and `.mmd`; without the first three where `engine` cannot draw.
    Only days that conditions ask about depend on `today`. `changes` are a report, and what people call the version
    before.
    """
    book = open_book(journey, graph, diagnostics, today, appearance)
    picture = _picture(book, _site_address)
    placed = place(picture, engine)
    drawn, mermaid = draw_svg(placed, engine), write_mermaid(picture)
    svg = drawn if isinstance(drawn, str) else ""
    drawing = Drawing(_addresses(book, _site_address), partial(_drawn, engine))
    found = (
        *_pages(book, svg, mermaid, picture, drawing, changes[0] if changes else None),
        *(_changed(book, *changes, engine) if changes else ()),
    )
    single = single_playbook(book, engine) if appearance.has_single_file else {}
    files: dict[str, Contents] = {"journey.dot": draw_dot(placed), "journey.mmd": mermaid, **single}
    files |= {"journey.svg": svg} if svg else {}
    # Drawn in processes of their own, while the pages are printed; the engine has nothing else to do by now.
    with ThreadPoolExecutor(1) as hand:
        prints = hand.submit(print_files, placed, engine)
        files |= page_files(book, arranged(book, (in_tongue(book.tongue, page) for page in found)))
    return dict(sorted((files | prints.result()).items()))


def page_files(book: Book, pages: tuple[Page, ...]) -> dict[str, Contents]:
    """The pages in every form, and what is beside them."""
    files: dict[str, Contents] = {**html_pages(book, pages), **markdown_pages(book, pages)}
    return {**files, **sheet_files(book), **search_files(pages), **calendar_files(book)}


def print_files(placed: Placed | NoDrawing, engine: Engine) -> dict[str, Contents]:
    """The picture in the forms for paper and slides, if they could be drawn."""
    drawn = {"journey.png": draw_png(placed, engine), "journey.pdf": draw_pdf(placed, engine)}
    return {name: data for name, data in drawn.items() if isinstance(data, bytes)}


def _pages(
    book: Book, svg: str, mermaid: str, picture: Picture, drawing: Drawing, changes: Report | None = None
) -> Iterable[Page]:
    """The pages in the order of the navigation; of those that say nothing about this journey, none."""
    site = book.site
    yield front_page(book, svg, mermaid, picture, changes)
    found = findings_of(book)
    yield start_page(book, found, drawing.straight(book))
    yield map_page(book)
    yield stages_page(book)
    if has_pages(site.stages):
        yield from (stage_page(book, stage) for stage in book.journey.stages.values())
    yield handoffs_page(book)
    if has_pages(site.handoffs):
        yield from (contract_page(book, handoff) for handoff in book.journey.handoffs)
    yield teams_page(book)
    if has_pages(site.sides):
        yield from (audience_page(book, side, found) for side in sides_of(book))
    yield from (page for page in (leadership_page(book),) if page)
    yield operations_page(book, found)
    yield from _filled(market_page(book), roles_page(book))
    if has_pages(site.roles):
        yield from (role_page(book, role) for role in book.journey.roles.values())
    yield from _filled(qualification_page(book), known_page(book), story_page(book), objections_page(book))
    yield from _filled(content_page(book), cadences_page(book), offers_page(book))
    if has_pages(site.offers):
        yield from (offer_page(book, offer) for offer in book.journey.offers.values())
    yield from _filled(agreement_page(book), numbers_page(book, drawing), calendar_page(book), crm_page(book))
    yield glossary_page(book)
    yield findings_page(book)


def _changed(book: Book, report: Report, before: str, engine: Engine) -> Iterable[Page]:
    """Imported here, since few playbooks tell changes."""
    from journeydsl.render.playbook.pages.changes import changes_page

    yield changes_page(book, report, before, engine)


def calendar_files(book: Book) -> Mapping[str, Contents]:
    """The calendar for calendar programs, where the journey has any day to begin with."""
    begins, calendar = first_day(book.graph), calendar_of(book.graph)
    say = book.tongue.fill
    found = events(book.graph, begins, None, None, say) if begins else ()
    if begins is None or not found:
        return {}
    zone = calendar.timezone.text if calendar and calendar.timezone else ""
    return {"calendar.ics": ics(found, Heading(book.journey.label, zone, begins), None, say)}


def _filled(*pages: Page) -> Iterable[Page]:
    return (page for page in pages if page.blocks)


def single_playbook(book: Book, engine: Engine) -> Mapping[str, Contents]:
    """The same as one HTML file, by its name."""
    picture = _picture(book, single_address)
    drawing = Drawing(_addresses(book, single_address), partial(_drawn, engine))
    drawn = _pages(book, _drawn(engine, picture), write_mermaid(picture), picture, drawing)
    return {single_name(book): single_file(book, arranged(book, (in_tongue(book.tongue, page) for page in drawn)))}


def _site_address(page: str, place: str) -> str:
    return f"{page}.html#{place}" if place else f"{page}.html"


def _drawn(engine: Engine, picture: Picture) -> str:
    svg = draw_svg(picture, engine)
    return svg if isinstance(svg, str) else ""


def _picture(book: Book, address: Callable[[str, str], str]) -> Picture:
    """The whole journey with links into the site, and findings on the stages that they concern."""
    showing = with_segments(book.graph, show_whole(book.graph))
    pinned = pin(book.journey, showing, book.diagnostics, in_number)
    return gather(journey_picture(book.graph, _addresses(book, address), pinned.showing, ahead(book.journey)))


def _addresses(book: Book, address: Callable[[str, str], str]) -> Addresses:
    """Where the parts of pictures lead."""
    handoffs = {
        (origin.name, way.target.name): address(*book.site.handoffs[way.name])
        for way in book.journey.handoffs
        for origin in way.origins
    }
    return Addresses(
        stage=lambda stage: address(*book.site.stages[stage]),
        handoff=lambda start, end: handoffs.get((start, end), ""),
        team=lambda team: address(TEAMS, anchor("team", team)),
    )
