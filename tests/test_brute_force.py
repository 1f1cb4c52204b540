"""Reasoning about all buyers, held against every buyer of small journeys, one after another.

A fixed command for as many as wanted: `python3 run.py test -k brute_force --instances 10000`.
"""

import random
from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

import pytest

from everybody import Everybody
from instances import TODAY, other_version, random_journey
from journeydsl.conditions.answers import MISMATCH, MOST_COUNTED, Answer, Example, Gaps, Undecided
from journeydsl.conditions.buyer import Case
from journeydsl.conditions.evaluate import holds
from journeydsl.conditions.questions import Reasoning
from journeydsl.model.conditions import Condition
from journeydsl.model.journey import Journey
from places import inside
from readings import journey_of

UNDECIDED_IN_A_THOUSAND = 2
Asked = tuple[tuple[int, ...], tuple[int, ...]]
"""The rules that are to hold, and those that are not, by number."""
QUESTIONS: tuple[Asked, ...] = (
    *(((one,), ()) for one in range(4)),
    *(((), (one,)) for one in range(4)),
    ((0, 1), ()), ((0, 2), (1,)), ((3,), (0, 1, 2)), ((), (0, 1, 2, 3)), ((2,), (1,)), ((1,), (0,)),
)  # fmt: skip
TABLES: tuple[Asked, ...] = (((), (0, 1, 2, 3)), ((0,), (1, 2)), ((0, 1), (2,)), ((), (0,)))


class Trial:
    """One random journey: what reasoning says, what everybody says, and how often nothing was said."""

    def __init__(self, text: str, dice: random.Random) -> None:
        self.text = text
        self.journey = journey_of(text)
        self.reasoning = Reasoning(self.journey, TODAY)
        self.whens = whens(self.journey)
        self.everybody = Everybody(self.journey)
        self.taken = [self.everybody.holds(when) for when in self.whens]
        self.dice = dice
        self.asked = self.undecided = 0

    def check(self, is_so: bool, what: object) -> None:
        assert is_so, f"{what}\n{self.text}"

    def who(self, asked: Asked, known: Sequence[str]) -> int:
        """Everybody whom the first rules take and the others do not."""
        found = reduce(and_, (self.taken[one] for one in asked[0]), self.everybody.known(known))
        return found & ~reduce(or_, (self.taken[one] for one in asked[1]), 0)

    def parts(self, asked: Asked) -> tuple[list[Condition], list[Condition]]:
        return [self.whens[one] for one in asked[0]], [self.whens[one] for one in asked[1]]

    def ask_everything(self) -> None:
        self.everybody_is_as_the_evaluator_says()
        fields = [name for name in self.journey.fields if ("field", name) in self.reasoning.space.places]
        for known in ((), tuple(fields[:1]), tuple(fields)):
            for asked in QUESTIONS:
                self.ask(asked, known)
            for asked in TABLES:
                self.ask_for_gaps(asked, known)
            self.ask_for_shadowed(known)
            self.ask_by_other_names(known)

    def everybody_is_as_the_evaluator_says(self) -> None:
        for _ in range(3):
            number = self.dice.randrange(self.everybody.count)
            case = Case(self.journey, self.everybody.buyer(number), TODAY)
            told = [holds(case, when) for when in self.whens]
            self.check(told == [bool(taken >> number & 1) for taken in self.taken], case.buyer)

    def ask(self, asked: Asked, known: Sequence[str]) -> None:
        all_of, none_of = self.parts(asked)
        answer = self.reasoning.answer(all_of, none_of, known)
        self.judge(asked, known, answer)
        if asked in QUESTIONS[:8] and not isinstance(answer, Undecided):
            quick = self.reasoning.is_possible(*all_of, known=known) if all_of else None
            always = None if all_of else self.reasoning.always_holds(none_of[0], known)
            self.check(
                quick in (None, answer is not None) and always in (None, answer is None), (asked, known, "quickly")
            )

    def judge(self, asked: Asked, known: Sequence[str], answer: Answer | bool) -> None:
        """An answer, or whether there is anybody, is what everybody says; who needs more than is tried is replayed."""
        self.asked += 1
        if isinstance(answer, Undecided):
            self.check(answer.reason != MISMATCH, (asked, known, answer))
            self.undecided += 1
            return
        is_any = bool(self.who(asked, known))
        self.check(not is_any or bool(answer), (asked, known, "nobody found, and there is somebody"))
        if isinstance(answer, Example):
            buyer = answer.buyer
            self.check(all(name in buyer.values for name in known), (asked, known, buyer))
            told = [holds(Case(self.journey, buyer, TODAY), when) for when in self.whens]
            self.check(all(told[one] for one in asked[0]) and not any(told[one] for one in asked[1]), buyer)
            done = [happening.activity for happening in buyer.happenings]
            if all(done.count(activity) <= self.everybody.most for activity in self.journey.activities):
                self.check(is_any, (asked, known, buyer, "is not among everybody"))

    def ask_for_gaps(self, asked: Asked, known: Sequence[str]) -> None:
        """Whoever is in a region of a gap is left out, and whoever is left out is in one of them."""
        required, lines = self.parts(asked)
        told, gaps = self.reasoning.regions(required, lines, known), self.reasoning.uncovered(required, lines, known)
        self.asked += 1
        if isinstance(told, Undecided) or isinstance(gaps, Undecided):
            self.check(gaps != Undecided(MISMATCH), (asked, known, gaps))
            self.undecided += 1
            return
        self.check(len(told) == (len(gaps.gaps) + gaps.more if gaps else 0), (asked, known, gaps))
        left_out, in_one = self.who(asked, known), 0
        required_of = self.who((asked[0], ()), known)
        for box in told:
            here = inside(self.everybody, self.reasoning.space, box) & required_of
            self.check(not here & ~left_out, (asked, known, box, "too wide"))
            in_one |= here
        if len(told) < MOST_COUNTED:
            self.check(not left_out & ~in_one, (asked, known, told, "somebody is in none"))
        for gap in gaps.gaps if isinstance(gaps, Gaps) else ():
            self.judge(asked, known, gap.example)

    def ask_for_shadowed(self, known: Sequence[str]) -> None:
        shadowed = self.reasoning.shadowed(self.whens, known=known)
        for number, line in enumerate(self.whens):
            asked: Asked = ((number,), tuple(range(number)))
            taken = self.reasoning.taken_by_earlier(line, self.whens[:number], known=known)
            self.judge(asked, known, self.reasoning.left_over(line, self.whens[:number], known=known))
            self.judge(asked, known, taken if isinstance(taken, Undecided) else not taken)
            self.judge(asked, known, shadowed[number] or False if number in shadowed else True)

    def ask_by_other_names(self, known: Sequence[str]) -> None:
        first, second = self.whens[:2]
        self.judge(((0, 1), ()), known, self.reasoning.overlap(first, second, known))
        self.judge(((), (0,)), known, self.reasoning.escapes(first, known))
        implied = self.reasoning.implies(first, second, known)
        self.judge(((0,), (1,)), known, implied if isinstance(implied, Undecided) else not implied)


def test_reasoning_agrees_with_brute_force(request: pytest.FixtureRequest) -> None:
    count, first = (int(request.config.getoption(name)) for name in ("--instances", "--first"))
    undecided = asked = 0
    for number in range(first, first + count):
        trial = Trial(random_journey(random.Random(number)), random.Random(number))
        assert trial.everybody.most
        trial.ask_everything()
        undecided += trial.undecided
        asked += trial.asked
    print(f"{count} journeys from {first} on, {asked} questions, {undecided} of them undecided")
    assert 1000 * undecided <= UNDECIDED_IN_A_THOUSAND * asked


def test_two_versions_agree_with_brute_force(request: pytest.FixtureRequest) -> None:
    count, first = (int(request.config.getoption(name)) for name in ("--instances", "--first"))
    undecided = asked = 0
    for number in range(first, first + -(-count // 3)):
        text = random_journey(random.Random(number))
        answers = _versions_compared(text, other_version(text, random.Random(number)))
        undecided += sum(isinstance(answer, Undecided) for answer in answers)
        asked += len(answers)
    print(f"{asked} questions about two versions, {undecided} of them undecided")
    assert 1000 * undecided <= UNDECIDED_IN_A_THOUSAND * asked


def _versions_compared(now: str, before: str) -> list[Answer]:
    new, old = journey_of(now), journey_of(before)
    reasoning, everybody = Reasoning(new, TODAY, old), Everybody(new, old)
    answers: list[Answer] = []
    for one, other in zip(whens(new), whens(old), strict=True):
        taken, was_taken = everybody.holds(one), everybody.holds(other, 1)
        for answer, who in (
            (reasoning.gained(one, other), taken & ~was_taken),
            (reasoning.lost(one, other), was_taken & ~taken),
        ):
            assert answer is not None or not who, f"nobody found, and there is somebody\n{now}\n{before}"
            assert answer != Undecided(MISMATCH), f"{now}\n{before}"
            if isinstance(answer, Example):
                told = [holds(Case(new, answer.buyer, TODAY), one), holds(Case(old, answer.buyer, TODAY), other)]
                assert told[0] is not told[1], f"{answer.buyer}\n{now}\n{before}"
                done = [happening.activity for happening in answer.buyer.happenings]
                is_tried = all(done.count(activity) <= everybody.most for activity in new.activities)
                assert who or not is_tried, f"{answer.buyer}\n{now}\n{before}"
            answers.append(answer)
    return answers


def whens(journey: Journey) -> list[Condition]:
    return [rule.when for rule in journey.rules.values() if rule.when]
