"""Offers as one-page sheets, each with an announcement that is ready to send."""

from __future__ import annotations

from journeydsl.model.rhythm import Announcement, Offer, Purpose
from journeydsl.render.playbook.composing import existing, facts, listed, listing, note, said, section, table, words
from journeydsl.render.playbook.document import Amount, Block, Letter, Own, Page, Place, Section, Web, Words
from journeydsl.render.playbook.pages.agreement import period_words
from journeydsl.render.playbook.pages.content import signed_words, stages_words
from journeydsl.render.playbook.pages.findings import findings_here
from journeydsl.render.playbook.pages.prose import prose
from journeydsl.render.playbook.pages.stages import no_pages, roles
from journeydsl.render.playbook.site import OFFERS, Book, marks, own

_PURPOSES: dict[Purpose, str] = {
    "plant": "new buyers hear of us", "cultivate": "interest grows", "harvest": "buyers become ready",
    "weed": "the wrong ones leave",
}  # fmt: skip


def offers_page(book: Book) -> Page:
    """Every offer on a line."""
    rows = [
        (
            words(book.named("offer", offer.name)),
            period_words(offer.runs) if offer.runs else (),
            words(book.team(offer.by)) if offer.by else (),
            words(roles(book, offer.roles)),
            listed(_brings(book, offer)),
            words(Place(offer.name_span)),
        )
        for offer in book.journey.offers.values()
    ]
    head, places = ("Offer", "Runs", "By", "For", "Brings", "Written"), book.site.offers
    blocks = existing(no_pages(places), table(head, rows, marks(places)))
    under = words("What runs when, for whom, and what it is to bring.")
    return Page(OFFERS, OFFERS, "", "Offers", under, None, blocks)


def offer_page(book: Book, offer: Offer) -> Page:
    """One offer on one sheet: what it is, what we say, and how the other teams are told."""
    blocks = existing(
        prose(offer.about),
        facts(
            ("By", words(book.team(offer.by)) if offer.by else ()),
            ("For", roles(book, offer.roles)),
            ("In", stages_words(book, offer)),
            ("Purpose", words(_PURPOSES[offer.purpose]) if offer.purpose else ()),
            ("Brings", listed(_brings(book, offer))),
            ("Costs", words(Amount(offer.costs)) if offer.costs else ()),
            ("Where", words(Web(offer.address.text, offer.address.text)) if offer.address else ()),
            ("Leads carry", own(offer.leads_from)),
            ("Agreed by", signed_words(book, offer)),
        ),
        _sayings(offer),
        section("follow-up", "Afterwards", listing(_follow_ups(book, offer))),
        _announcement(book, offer),
        findings_here(book, offer.span),
    )
    under = period_words(offer.runs) if offer.runs else ()
    return Page(book.site.offers[offer.name][0], OFFERS, "Offer", Own(offer.label), under, offer.name_span, blocks)


def _brings(book: Book, offer: Offer) -> list[Words]:
    return [
        words(said("{number} buyers in {stage}", number=b.number, stage=book.stage(b.stage)))
        if b.number.number != 1 else words(said("1 buyer in {stage}", stage=book.stage(b.stage)))
        for b in offer.brings
    ]  # fmt: skip


def _sayings(offer: Offer) -> Section | None:
    return section(
        "say",
        "What we say",
        listing([words("“", Own(text.text), "”") for text in offer.says]),
        section("never-say", "What we never say", listing([words("“", Own(t.text), "”") for t in offer.never_says])),
        section("quotes", "What customers say", listing([words("“", Own(t.text), "”") for t in offer.quotes])),
    )


def _follow_ups(book: Book, offer: Offer) -> list[Words]:
    return [
        words(own(one.text), said(" with {content}", content=book.named("content", one.content)) if one.content else "")
        for one in offer.follow_ups
    ]


def _announcement(book: Book, offer: Offer) -> Section | None:
    """How the teams are told, with the very message."""
    told = [_told(book, one) for one in offer.announcements]
    lead: Block = listing(told) or note("No team is told of it yet.")
    return section("announcement", "Announcement, ready to send", lead, _letter(book, offer))


def _told(book: Book, announcement: Announcement) -> Words:
    teams = listed([words(book.team(team)) for team in announcement.teams])
    return words(said("To {teams}, {time} before it begins", teams=teams, time=announcement.before))


def _letter(book: Book, offer: Offer) -> Letter:
    name, says = Own(offer.label), listed([words("“", Own(text.text), "”") for text in offer.says])
    runs, brings, about = offer.runs, listed(_brings(book, offer)), offer.about
    subject = said("Coming up: {name}, from {day}", name=name, day=runs.first) if runs else said(
        "Coming up: {name}", name=name)  # fmt: skip
    maker = book.team(offer.by) if offer.by else None
    lines = [
        words("Hello,"),
        words(said("{team} is preparing “{name}”.", team=maker, name=name) if maker else name),
        words(Own(" ".join(about.text.split()))) if about else (),
        words(said("It runs from {first} to {last}.", first=runs.first, last=runs.last)) if runs else (),
        words(said("It is for {roles}.", roles=roles(book, offer.roles))) if offer.roles else (),
        words(said("We expect {brings} from it.", brings=brings)) if brings else (),
        words(said("What we say: {says}.", says=says)) if says else (),
        words(said("Leads from it carry “{mark}”.", mark=own(offer.leads_from))) if offer.leads_from else (),
        *(words(said("Please follow up: {text}.", text=line)) for line in _follow_ups(book, offer)),
        words(said("All about it: {address}", address=Web(offer.address.text, offer.address.text)))
        if offer.address else (),
        words(said("Questions go to {team}.", team=maker)) if maker else (),
    ]  # fmt: skip
    return Letter(words(subject), tuple(line for line in lines if line))
