"""The header of a journey: what both sides agreed on."""

from __future__ import annotations

from journeydsl.model.people import Signature, Words
from journeydsl.model.resolving.people import about, signatures, words
from journeydsl.model.resolving.properties import properties, title
from journeydsl.model.resolving.scope import Scope
from journeydsl.model.resolving.values import duration, is_currency, word
from journeydsl.model.values import Duration, Prose, Reference, Text
from journeydsl.syntax import people as syntax
from journeydsl.syntax.parse import SyntaxFile
from journeydsl.text.record import Record

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class Agreement(Record):
    """The properties of a header."""

    title: str | None
    ideal: Reference | None
    source_field: Reference | None
    sponsor: Reference | None
    email: Text | None
    channel: Text | None
    calendar: Reference | None
    review_every: Duration | None
    fiscal_month: int | None
    language: str | None
    signatures: tuple[Signature, ...]
    words: Words
    about: Prose | None


NO_AGREEMENT = Agreement(None, None, None, None, None, None, None, None, None, None, (), Words((), (), (), ()), None)


def own_currency(scope: Scope, file: SyntaxFile, node: syntax.Journey) -> None:
    """Enters the journey's currency, which all amounts are checked against."""
    scope.enter(file, node)
    for item in node.block.items if node.block else ():
        if isinstance(item, syntax.Currency) and scope.currency is None and is_currency(scope, item.code):
            scope.currency, scope.currency_span = item.code.text, scope.span(item.code)


def read_agreement(scope: Scope, node: syntax.Journey) -> Agreement:
    """The properties of a header."""
    found = properties(scope, node.clauses, node.block)
    ideal, source = found.one(syntax.ForRule), found.one(syntax.SourceField)
    sponsor, calendar = found.one(syntax.Sponsor), found.one(syntax.CalendarProperty)
    email, channel = found.one(syntax.Email), found.one(syntax.Channel)
    review, fiscal = found.one(syntax.ReviewEvery), found.one(syntax.FiscalYear)
    language = found.one(syntax.Language)
    return Agreement(
        title=title(scope, None, found),
        ideal=scope.reference(ideal.rule, "rule") if ideal else None,
        source_field=scope.reference(source.field, "field") if source else None,
        sponsor=scope.reference(sponsor.team, "team") if sponsor else None,
        email=scope.text(email.text) if email else None,
        channel=scope.text(channel.text) if channel else None,
        calendar=scope.reference(calendar.calendar, "calendar") if calendar else None,
        review_every=duration(scope, review.duration, "review every") if review else None,
        fiscal_month=_fiscal_month(scope, fiscal) if fiscal else None,
        language=language.code.text or None if language else None,
        signatures=signatures(scope, found),
        words=words(scope, found),
        about=about(scope, found),
    )


def _fiscal_month(scope: Scope, node: syntax.FiscalYear) -> int | None:
    month = word(scope, node.month, "fiscal year", _MONTHS)
    return _MONTHS.index(month) + 1 if month else None
