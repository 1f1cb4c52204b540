"""Jinja2 for templates of strangers: they see the page, and reach nothing behind it.

Three walls. Names: a template asks a value of ours for its fields alone, a text for a few methods that make nothing
longer, and nothing else for anything. Filters: a short list, none of which grows a text or looks names up. Costs:
loops, macros and blocks count their turns, all that is written is counted, and operators that make much of little
are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment

from journeydsl.render.templating.budget import Budget
from journeydsl.render.templating.fault import FOLDER
from journeydsl.text.record import Record

SHIPPED = "playbook/"
LARGEST = 200_000  # letters of one template
_FILTERS = frozenset(
    ("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "forceescape", "int", "items", "last",
     "length", "list", "lower", "max", "min", "reject", "rejectattr", "reverse", "safe", "select", "selectattr", "sort",
     "title", "trim", "unique", "upper", "wordcount")
)  # fmt: skip
_OF_TEXTS = frozenset(
    ("capitalize", "endswith", "isdigit", "lower", "lstrip", "rstrip", "startswith", "strip", "title", "upper")
)
_OF_TABLES = frozenset(["get", "items", "keys", "values"])
_COUNTED = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)


def plain_environment() -> Environment:
    """The shipped templates by themselves: they are code of ours, and what they print is never read as a template."""
    return Environment(loader=FunctionLoader(_shipped), **_SETTINGS)


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """The templates of a workspace, which may begin with `{% extends "playbook/page.html" %}`."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, templates: Mapping[str, str]) -> None:
        self.budget = Budget()
        self.templates = templates
        super().__init__(loader=FunctionLoader(self._found), finalize=self.budget.written, optimized=False, **_SETTINGS)
        self.filters = {name: made for name, made in self.filters.items() if name in _FILTERS}
        self.globals = {"range": self.budget.counted, "namespace": self.globals["namespace"]}
        # Asked for as attributes of the environment, a name that no template can give to something else.
        self.step, self.joined = self.budget.step, self.budget.joined

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of our values, and a few methods of texts and tables."""
        match obj:
            case Record():
                return attr in obj.__fields__ or (not attr.startswith("_") and not callable(value))
            case str():
                return attr in _OF_TEXTS
            case dict():
                return attr in _OF_TABLES
            case LoopContext() | TemplateReference() | BlockReference() | TemplateModule():
                return not attr.startswith("_")
            case _:
                return super().is_safe_attribute(obj, attr, value) and not callable(value) and _is_plain(obj)

    def wrap_str_format(self, value: Any) -> None:
        """`format` of a text is a method like the others that are not there."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """An operator that could make much of little."""
        return self.budget.combined(operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _counting(super()._parse(source, name, filename))

    def _found(self, name: str) -> tuple[str, str, Callable[[], bool]] | str | None:
        if name in self.templates:
            return self.templates[name], f"{FOLDER}/{name}", _always
        return _shipped(name)


_SETTINGS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "auto_reload": False,
}


def _shipped(name: str) -> str | None:
    """A template that comes along, also under `playbook/`, by which a template of the same name extends it."""
    own = name.removeprefix(SHIPPED)
    if "/" in own or "\\" in own or own.startswith(".") or not own.endswith(".html"):
        return None
    file = files("journeydsl.render.playbook") / "templates" / own
    return file.read_text("utf-8") if file.is_file() else None


def _always() -> bool:
    return True


def _is_plain(obj: Any) -> bool:
    """Whether a value is one of Jinja2's own small ones, such as a namespace; never a function, class or module."""
    return type(obj).__module__.startswith("jinja2.")


def _counting(tree: nodes.Template) -> nodes.Template:
    """The tree with a step in every template, loop, macro and block, and `~` as a call of ours."""
    for node in list(tree.find_all(nodes.Node)):
        _replace_joins(node)
    for node in [tree, *tree.find_all(_COUNTED)]:
        output = nodes.Output([_call("step", [nodes.Const(_letters(node))], node)]).set_lineno(node.lineno)
        output.environment = node.environment
        getattr(node, "body").insert(0, output)  # noqa: B009 - every kind that is counted has one
    return tree


def _letters(node: nodes.Node) -> int:
    return sum(len(text.data) for text in node.find_all(nodes.TemplateData))


def _replace_joins(node: nodes.Node) -> None:
    for name, value in node.iter_fields():
        match value:
            case nodes.Concat():
                setattr(node, name, _call("joined", value.nodes, value))
            case list():
                made = [_call("joined", one.nodes, one) if isinstance(one, nodes.Concat) else one for one in value]
                setattr(node, name, made)
            case _:
                pass


def _call(name: str, given: list[nodes.Expr], at: nodes.Node) -> nodes.Call:
    """A call of something that the environment has."""
    call = nodes.Call(nodes.EnvironmentAttribute(name), given, [], None, None)
    call.set_lineno(at.lineno or 1)
    for node in (call, *call.find_all(nodes.Node)):
        node.environment = at.environment
    return call
