"""One change in one sentence, as a good colleague would say it."""

from __future__ import annotations

from typing import Any

from journeydsl.diff.structure import Change
from journeydsl.diff.things import Key
from journeydsl.model.buyers import AnyOfType, OneOfType
from journeydsl.model.path import Accept, Contact, Feedback, TimeLimit
from journeydsl.render.changes.sayings import amount, quoted, said, short, subject
from journeydsl.text.words import capitalized

_LABELS: dict[str, str] = {
    "by": "who decides", "brief": "the brief", "probability": "the probability", "prefers": "how buyers prefer it",
    "mapped": "the name in the CRM", "channel": "the channel", "email": "the e-mail address",
    "people": "the head count",
    "stand_in": "the stand-in", "staffed_by": "whose people these are", "part_of": "what it is part of",
    "calendar": "the calendar", "about": "the description", "because": "the reason given", "purpose": "the purpose",
    "deal": "the size of a deal", "target": "the target", "period": "the period", "giver": "who promises",
    "receiver": "who is promised", "step": "the time promised", "review_every": "the review",
    "fiscal_month": "the month in which the year begins", "ideal": "the ideal customer", "text": "the text",
    "source_field": "where buyers come from", "timezone": "the time zone", "measure": "what is measured",
    "team": "whose it is", "address": "the address", "review_by": "the review date", "stop_when": "when it stops",
    "runs": "when it runs", "costs": "what it costs", "schedule": "when it takes place",
    "stands_for": "what it stands for", "means": "what it means", "at": "where the buyer is", "on": "the day",
    "work_first": "what is worked first", "days": "what is done day by day", "agenda": "the agenda",
    "score": "the score", "brings": "what it is to bring", "announcements": "who is told before",
    "follow_ups": "the follow-up", "due": "the due date", "asks": "what it asks", "quotes": "what customers say",
    "leads_from": "the mark of its leads",
}  # fmt: skip
_LISTS: dict[str, tuple[str, str]] = {
    "passes": ("also passes", "no longer passes"), "collects": ("also collects", "no longer collects"),
    "requires": ("also requires", "no longer requires"), "expects": ("also expects", "no longer expects"),
    "contents": ("also offers", "no longer offers"), "says": ("also says", "no longer says"),
    "never_says": ("also never says", "may say again"), "objections": ("also answers", "no longer answers"),
    "buyer_lines": ("also notes that the buyer", "no longer notes that the buyer"),
    "helps": ("also has help from", "no longer has help from"), "teams": ("is also for", "is no longer for"),
    "rejects": ("may also be sent", "may no longer be sent"), "readings": ("also reads", "no longer reads"),
    "capacities": ("also takes", "no longer says that it takes"), "delivers": ("also promises", "no longer promises"),
    "answers": ("also promises", "no longer promises"), "conversions": ("also counts on", "no longer counts on"),
    "entries": ("also begins with", "no longer begins with"), "shares": ("now says", "no longer says"),
    "signatures": ("is also agreed by", "is no longer agreed by"),
    "shared_by": ("is also shared by", "is no longer shared by"),
    "roles": ("is also for", "is no longer for"), "stages": ("is also in", "is no longer in"),
    "reasons": ("also gives as a reason", "no longer gives as a reason"),
    "given": ("is also given", "is no longer given"),
    "expectations": ("also expects", "no longer expects"), "never": ("also replaces", "no longer replaces"),
    "closures": ("is also closed", "is no longer closed"),
    "holidays": ("also keeps the holidays of", "no longer keeps those of"),
    "open_hours": ("is also open", "is no longer open"), "cares": ("also cares about", "no longer cares about"),
}  # fmt: skip
_BETWEEN = {"shares": "to", "delivers": "of", "answers": "of", "conversions": "of", "capacities": "of", "entries": "in"}
_FLAGS: dict[str, tuple[str, str]] = {
    "is_entry": ("is now where buyers begin", "is no longer where buyers begin"),
    "is_gate": ("is now a gate", "is no longer a gate"),
    "is_external": ("is now outside the company", "is now inside the company"),
    "disqualifies": ("now disqualifies", "no longer disqualifies"),
    "is_always_known": ("is now always known", "may now be missing"),
    "is_personal": ("is now personal", "is no longer personal"),
    "is_hand_raise": ("is now a hand raise", "is no longer a hand raise"),
    "is_to_buyer": ("is now a promise to the buyer", "is no longer a promise to the buyer"),
    "happens": ("now happens by itself", "is now for somebody to decide, and no longer happens by itself"),
}  # fmt: skip


def sentence(change: Change) -> str:
    """What changed, as a sentence with its full stop."""
    name = called(change.key)
    match change.kind:
        case "added":
            return f"{capitalized(name)}{_titled(change.new)} is new."
        case "removed":
            return f"{capitalized(name)}{_titled(change.old)} is gone."
        case "renamed" if change.key[0] == "value":
            field = change.key[1].partition(":")[0]
            return f"The value {quoted(change.before)} of `{field}` is now called {quoted(change.now)}."
        case "renamed":
            return f"{capitalized(called(change.old_key))} is now called {quoted(change.key[1])}."
        case "moved":
            return f"{capitalized(called(change.old_key))} now is {quoted(change.key[1])}."
        case "changed":
            return _changed(change)


def called(key: Key) -> str:
    """`the handoff lead -> sal`"""
    kind, name = key
    return f"the {'KPI' if kind == 'kpi' else kind} {quoted(name)}"


def _changed(change: Change) -> str:
    where, _, name = change.property.rpartition(": ")
    whose = quoted(change.key[1]) + (f" for {quoted(where.removeprefix('where '))}" if where else "")
    before, now = change.before, change.now
    clock = _clock(before, now)
    if clock:
        return f"{whose}: {clock}."
    if name == "title":
        told = f"is now titled “{short(now)}”" if now else "has no title any more"
        return f"{capitalized(called(change.key))} {told}" + (f", was “{short(before)}”." if before else ".")
    if name == "owner":
        return f"{whose} now {_belongs(now)}" + (f", was {said(before)}’s." if before else ".")
    if name == "kind" and change.key[0] == "stage":
        return f"{whose} is now {_kind(now)}, was {_kind(before)}."
    if name == "type":
        return f"{whose} {_types(before, now)}."
    if name in _FLAGS:
        return f"{whose} {_FLAGS[name][0 if now else 1]}."
    if name == "answers" and change.key[0] == "content":
        name = "objections"
    if isinstance(before or now, tuple) and name in _LISTS:
        return f"{whose} {_list(name, before or (), now or ())}."
    label = _LABELS.get(name, f"the {name.replace('_', ' ')}")
    return f"{whose}: {label} {_plain(before, now)}."


def _plain(before: Any, now: Any) -> str:
    if not before and before != 0:
        return f"is now {said(now)}, was not said"
    if not now and now != 0:
        return f"is no longer said, was {said(before)}"
    return f"is now {said(now)}, was {said(before)}"


def _belongs(owner: Any) -> str:
    return f"belongs to {said(owner)}" if owner else "belongs to nobody"


def _kind(kind: str) -> str:
    return {"plain": "a stage like any other", "resting": "a stage to rest in"}.get(kind, f"a {kind} stage")


def _types(before: Any, now: Any) -> str:
    """What a field can be: of a list that grew or shrank only the values."""
    is_list = isinstance(before, OneOfType | AnyOfType) and type(before) is type(now)
    if is_list and getattr(before, "is_ordered", False) == getattr(now, "is_ordered", False):
        old, new = ({one.text: one for one in type_.values} for type_ in (before, now))
        came = [quoted(text) for text in new if text not in old]
        left = [quoted(text) for text in old if text not in new]
        told = [f"can also be {', '.join(came)}"] if came else []
        told += [f"can no longer be {', '.join(left)}"] if left else []
        return " and ".join(told) or f"is now in the order {said(now.values)}"
    return f"is now {said(now)}, was {said(before)}"


def _list(name: str, before: tuple[Any, ...], now: tuple[Any, ...]) -> str:
    """What came and what went; a line about the same subject is one line that changed."""
    old, new = ({subject(one) or said(one): one for one in several} for several in (before, now))
    told = [
        f"now has {_about(name, one, new[one])}, was {amount(old[one])}"
        if subject(new[one])
        else f"says something else about {one}"
        for one in new
        if one in old
    ]
    came = [one for key, one in new.items() if key not in old]
    left = [one for key, one in old.items() if key not in new]
    told += [f"{_LISTS[name][0]} {said(tuple(came))}"] if came else []
    told += [f"{_LISTS[name][1]} {said(tuple(left))}"] if left else []
    return ", and ".join(told) or "says the same in another order"


def _about(name: str, about: str, line: Any) -> str:
    word = _BETWEEN.get(name)
    return f"{amount(line)} {word} {about}" if word else f"{about} {amount(line)}"


def _clock(before: Any, now: Any) -> str:
    """What became of a clock: its time, and who is asked when it is over."""
    told: list[str] = []
    for clock, words in ((Accept, "to accept"), (Contact, "to make contact")):
        if isinstance(before or now, clock):
            told = _times(before, now, words)
    if isinstance(before or now, TimeLimit):
        told = _limits(before, now)
    if isinstance(before or now, Feedback):
        told = [_feedback(before, now)]
    return ", and ".join(told)


def _feedback(before: Any, now: Any) -> str:
    if now is None:
        return f"feedback is no longer owed, was {said(before)}"
    return f"feedback is owed {said(now)}, was " + (said(before) if before else "not owed")


def _times(before: Any, now: Any, words: str) -> list[str]:
    if now is None:
        return [f"no time {words} any more, was {said(before)}"]
    if before is None:
        return [f"{said(now)} {words}, had no limit"]
    told = []
    if now.duration != before.duration:
        told.append(f"{now.duration.text} {words}, was {before.duration.text}")
    if now.escalates_to != before.escalates_to:
        who = said(now.escalates_to) if now.escalates_to else "nobody"
        was = said(before.escalates_to) if before.escalates_to else "nobody"
        told.append(f"{who} is asked when that is over, was {was}")
    if getattr(now, "attempts", None) != getattr(before, "attempts", None):
        old, new = (said(one.attempts) if one.attempts else "no number of" for one in (before, now))
        told.append(f"{new} attempts, was {old}")
    return told


def _limits(before: Any, now: Any) -> list[str]:
    if now is None:
        return [f"no time limit any more, was {said(before)}"]
    if before is None:
        return [f"a time limit of {said(now)}, had none"]
    told = []
    if now.duration != before.duration:
        told.append(f"{now.duration.text} before buyers leave, was {before.duration.text}")
    if now.target != before.target:
        told.append(f"buyers whose time is over go to {said(now.target)}, was {said(before.target)}")
    return told


def _titled(thing: Any) -> str:
    title = getattr(thing, "title", None)
    return f" (“{short(title)}”)" if title and thing.key[0] != "scenario" else ""
