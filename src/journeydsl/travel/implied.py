"""Which fields are known of every buyer for whom a guard holds.

Three-valued logic makes a comparison of a missing value unknown, and a guard holds only when it is true: what has been
compared is known, whether the comparison is true or, behind `not`, false.
"""

from __future__ import annotations

from collections.abc import Collection

from journeydsl.graph.guards import known_fields
from journeydsl.model.conditions import Condition
from journeydsl.model.definitions import Reads
from journeydsl.model.journey import Journey
from journeydsl.text.record import Record
from journeydsl.travel.cases import Case, Claim, Verdict, cases, facts_read, is_of_score, together


class Implied(Record):
    """What a guard makes known: `surely`, and at most `perhaps`, which holds the other and all that is in doubt."""

    surely: frozenset[str]
    perhaps: frozenset[str]


def implied(
    journey: Journey, guard: Condition | None, known: Collection[str], reads: Reads | None = None
) -> Implied | None:
    """What is known where a guard holds for a buyer of whom some fields are known already; none where it never holds.

    Values and missing values are followed exactly; what only the sum of a score, several texts, days or activities
    could decide is in doubt.
    """
    if guard is None:
        return Implied(frozenset(), frozenset())
    found = cases(journey, guard)
    read = _fields(facts_read(journey, (guard,), reads))
    if found is None:
        return Implied(frozenset(known_fields(journey, guard)), read)
    judged = [(case, possible(journey, case, known, reads)) for case in found]
    open_cases = [made_known(case) for case, verdict in judged if verdict != "no"]
    if not open_cases:
        return None
    sure_cases = [made_known(case) | _in_scores(journey, case, reads) for case, verdict in judged if verdict == "yes"]
    surely = frozenset.intersection(*open_cases)
    return Implied(surely, (frozenset.intersection(*sure_cases) if sure_cases else read) | surely)


def made_known(case: Case) -> frozenset[str]:
    """The fields that are known where all claims of a case hold."""
    return frozenset(claim.field for claim in case if claim.field and not claim.says_missing)


def possible(journey: Journey, case: Case, known: Collection[str], reads: Reads | None = None) -> Verdict:
    """Whether all claims of a case can hold at once for a buyer of whom some fields are known."""
    claims: dict[str, list[Claim]] = {}
    for claim in case:
        if claim.field:
            claims.setdefault(claim.field, []).append(claim)
    verdicts = {
        "no" if field in known and any(claim.says_missing for claim in same) else together(journey, field, same)
        for field, same in claims.items()
    }
    if "no" in verdicts:
        return "no"
    return "in doubt" if "in doubt" in verdicts or _are_entangled(journey, case, reads) else "yes"


def _are_entangled(journey: Journey, case: Case, reads: Reads | None) -> bool:
    """Whether two claims about activities or scores read the same thing, so that one may forbid the other."""
    read: set[tuple[str, str]] = {("field", claim.field) for claim in case if claim.field}
    for claim in case:
        if claim.field is None:
            more = facts_read(journey, (claim.test,), reads)
            if not read.isdisjoint(more):
                return True
            read |= more
    return False


def _in_scores(journey: Journey, case: Case, reads: Reads | None) -> frozenset[str]:
    return _fields(facts_read(journey, [claim.test for claim in case if is_of_score(claim)], reads))


def _fields(read: Collection[tuple[str, str]]) -> frozenset[str]:
    return frozenset(name for kind, name in read if kind == "field")
