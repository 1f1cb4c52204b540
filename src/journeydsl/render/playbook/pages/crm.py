"""The CRM mapping: what everything is called there, and what has no name there yet."""

from __future__ import annotations

from collections.abc import Mapping

from journeydsl.model.values import Declaration, Kind, Text
from journeydsl.render.playbook.composing import existing, listed, note, said, section, table, words
from journeydsl.render.playbook.document import FileLink, Page, Place, Section, Soft, Words
from journeydsl.render.playbook.site import CRM, Book, declared
from journeydsl.text.file_names import file_name

MAPPED: Mapping[Kind, str] = {
    "stage": "Stages", "team": "Teams", "field": "Fields", "activity": "Activities", "role": "Roles",
    "segment": "Segments", "reason": "Reasons",
}  # fmt: skip
SHEETS = "sheets"


def crm_page(book: Book) -> Page:
    """A table for each kind that has names in the CRM, and the sheets for whoever sets it up."""
    parts = [_part(book, kind, title) for kind, title in MAPPED.items()]
    blocks = existing(*parts, _offers(book))
    under = words("What stages, fields and reasons are called in the CRM.")
    return Page(CRM, CRM, "", "CRM mapping", under, None, (*blocks, downloads(book)) if blocks else ())


def downloads(book: Book) -> Section:
    """The spreadsheets, whole and one by one."""
    links = [words(FileLink(title, f"{SHEETS}/{name}.csv")) for name, title in SHEET_TITLES.items()]
    whole = note(FileLink("Everything in one workbook", f"{SHEETS}/{file_name(book.journey.name)}.xlsx"))
    made = section("sheets", "As spreadsheets", whole, note(said("Or each alone: {links}", links=listed(links))))
    assert made is not None
    return made


SHEET_TITLES: Mapping[str, str] = {
    "handoffs": "Handoffs", "fields": "Fields", "routes": "Routes", "scores": "Scores", "mapping": "CRM mapping",
}  # fmt: skip


def crm_name(declaration: Declaration) -> Text | None:
    """What a declaration is called in the CRM, for the kinds that say so."""
    found: Text | None = getattr(declaration, "mapped", None)
    return found


def _part(book: Book, kind: Kind, title: str) -> Section | None:
    found = declared(book.journey, kind)
    if not any(crm_name(one) for one in found.values()):
        return None
    rows = [
        (words(book.named(kind, name)), words(Soft(crm.text)), words(Place(one.name_span)))
        for name, one in found.items()
        if (crm := crm_name(one))
    ]
    missing = listed([words(book.named(kind, name)) for name, one in found.items() if not crm_name(one)])
    left = note(said("Without a name in the CRM: {names}.", names=missing)) if missing else None
    return section(kind, title, table(("Here", "In the CRM", "Written"), rows), left)


def _offers(book: Book) -> Section | None:
    rows: list[tuple[Words, ...]] = [
        (words(book.named("offer", offer.name)), words(Soft(offer.leads_from.text)), words(Place(offer.name_span)))
        for offer in book.journey.offers.values()
        if offer.leads_from
    ]
    return section("offer", "Where leads come from", table(("Offer", "Leads carry", "Written"), rows))
