"""A title stands right behind the name; here is which titles stand later, and what moving them makes of the tree."""

from __future__ import annotations

from journeydsl.syntax.buyers import Field, Score
from journeydsl.syntax.values import Name, Node, Text, Title


def late_title(statement: Node) -> Text | Title | None:
    """The one title of a statement where it stands behind another clause; none where there are two titles."""
    if isinstance(statement, Score):
        return statement.late_title if statement.title is None else None
    clauses: tuple[Node, ...] = getattr(statement, "clauses", ())
    titles = [clause for clause in clauses if isinstance(clause, Title)]
    if len(titles) != 1 or not isinstance(getattr(statement, "name", None), Name):
        return None
    if isinstance(statement, Field):
        return titles[0] if statement.title is None else None
    return titles[0] if clauses[0] is not titles[0] else None


def title_first(statement: Node) -> Node:
    """The statement as it reads with its title moved behind its name."""
    title = late_title(statement)
    if title is None:
        return statement
    if isinstance(statement, Score):
        return statement.replace(title=title, late_title=None)
    clauses: tuple[Node, ...] = getattr(statement, "clauses", ())
    rest = tuple(clause for clause in clauses if clause is not title)
    if isinstance(statement, Field) and isinstance(title, Title):
        return statement.replace(title=title.text, clauses=rest)
    return statement.replace(clauses=(title, *rest))
