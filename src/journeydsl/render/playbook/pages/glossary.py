"""The glossary: the words that the teams agreed on, and every name of the journey with where it is told of."""

from __future__ import annotations

from journeydsl.model.rhythm import Term
from journeydsl.model.values import Kind
from journeydsl.render.playbook.composing import existing, facts, listed, note, section, table, words
from journeydsl.render.playbook.document import Block, Code, Own, Page, Place, Section, Words
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.site import GLOSSARY, Book, anchor, declared

_KINDS: dict[Kind, str] = {
    "stage": "stage", "team": "team", "rule": "rule", "score": "score", "band": "band", "segment": "segment",
    "segmentation": "segmentation", "field": "field", "activity": "activity", "role": "role", "calendar": "calendar",
    "reason": "reason", "promise": "promise", "plan": "plan", "kpi": "measure", "content": "content",
    "cadence": "cadence", "offer": "offer", "meeting": "meeting",
}  # fmt: skip


def glossary_page(book: Book) -> Page:
    """Terms first, then all names in the order of their words."""
    terms = [_term(book, term) for term in book.journey.terms.values()]
    none = None if terms else note("No term is written yet.")
    under = words("One word for one thing, the same for every team.")
    blocks = existing(
        section("terms", "Terms", none, *terms),
        section("names", "Every name", _names(book)),
    )
    return Page(GLOSSARY, GLOSSARY, "", "Glossary", under, None, blocks)


def _term(book: Book, term: Term) -> Section | None:
    stands_for = term.stands_for
    means = (
        book.named(stands_for.kind, stands_for.name) if stands_for and stands_for.kind in _KINDS
        else Own(stands_for.name) if stands_for else ""
    )  # fmt: skip
    rows = facts(
        ("Is the same as", words(means)),
        ("In the file", words(Code(term.name))),
        ("Never say", listed([words("“", Own(text.text), "”") for text in term.never], "or")),
    )
    return section(anchor("term", term.name), words(Own(term.label)), prose(term.means), rows, place=term.name_span)


def _names(book: Book) -> Block | None:
    found: list[tuple[str, str, tuple[Words, ...]]] = []
    for kind in _KINDS:
        for name, declaration in declared(book.journey, kind).items():
            row = (
                words(book.named(kind, name)),
                words(_KINDS[kind]),
                words(Code(name)),
                words(Place(declaration.name_span)),
            )
            found.append((declaration.label.casefold(), name, row))
    rows = [row for _, _, row in sorted(found, key=lambda entry: entry[:2])]
    return table(("Called", "Kind", "In the file", "Written"), rows)
