"""Business time: when people work, and when a duration that begins now is over. Alone knows zones and holidays.

In: a `Calendar` of the model, a moment, a `Duration`. Out: moments, in the calendar's zone; none where time never
comes, since the calendar never opens, or not for a hundred years. Everything is exact to the second, and a later start
is never due earlier: `docs/clocks.md` says what that means where clocks change. The commonest change is a new question.
"""
