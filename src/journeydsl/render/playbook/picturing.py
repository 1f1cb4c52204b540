"""The smaller pictures of a playbook: the straight way on the page to start with, a plan beside its figures."""

from __future__ import annotations

from collections.abc import Callable

from journeydsl.render.diagrams.journey_picture import Addresses, ahead, journey_picture
from journeydsl.render.diagrams.mermaid import write_mermaid
from journeydsl.render.diagrams.picture import Picture
from journeydsl.render.diagrams.plan_picture import plan_picture
from journeydsl.render.diagrams.showing import show_happy_path
from journeydsl.render.playbook.composing import said
from journeydsl.render.playbook.document import Figure, Own
from journeydsl.render.playbook.site import Book
from journeydsl.text.record import Record

_MOST_STRAIGHT = 12  # stages; a longer way is no picture to begin with


class Drawing(Record):
    """How pictures of a playbook are made: where their parts lead, and what draws them; no text where it cannot."""

    addresses: Addresses
    draw: Callable[[Picture], str]

    def straight(self, book: Book) -> Figure | None:
        """The shortest way from where buyers begin to where they are won."""
        showing = show_happy_path(book.graph)
        if not 1 < len(showing.stages) <= _MOST_STRAIGHT:
            return None
        title = book.tongue.say("The straight way")
        picture = journey_picture(book.graph, self.addresses, showing, ahead(book.journey), title, "happy")
        return self._figure(picture).replace(title="The straight way")

    def plan(self, book: Book, name: str) -> Figure | None:
        """A plan with its volumes, where it has an answer."""
        found = book.outlooks.get(name)
        if found is None:
            return None
        figure = self._figure(plan_picture(found.graph, found.solution, self.addresses))
        return figure.replace(title=said("{plan} as a picture", plan=Own(book.journey.plans[name].label)))

    def _figure(self, picture: Picture) -> Figure:
        return Figure(self.draw(picture), write_mermaid(picture), (), "")
