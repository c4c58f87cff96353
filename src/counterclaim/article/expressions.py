"""XPath expressions that tell a page's furniture by its attributes, answered in Python and remembered.

trafilatura finds furniture and bodies with some thirty such expressions (``.//*[self::div or ...][re:test(@class,
'...')]``). lxml answers ``re:test`` by a call back into Python for every element, with or without the attribute, which
takes longer than the search itself: nearly half of trafilatura's time. Here an expression's conditions on an attribute
are read once as one pattern, and what it says of a value is kept, since a page, and the next page of its site, has the
same few values over and over. The answers are those of XPath; an expression in which something is not understood is
left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

from lxml import etree

Find = Callable[[etree._Element], list[etree._Element]]

#: Values of which a pattern remembers what it says.
_MEMORY: Final = 8192
_REGEXPS: Final = {"re": "http://exslt.org/regular-expressions"}
_NAME = re.compile(r"@([\w-]+)")
_ATTRIBUTES = re.compile(r"@[\w-]+(?:\s*\|\s*@[\w-]+)*")
_TRANSLATED = re.compile(rf"translate\(({_ATTRIBUTES.pattern}),\s*'([^']*)',\s*'([^']*)'\)")
_CALL = re.compile(r"(re:test|contains|starts-with)\((@[^']*?|translate\(.*?\)),\s*'([^']*)'(?:,\s*'(i)')?\)")
_EQUALS = re.compile(r"(@[\w-]+)\s*=\s*'([^']*)'")
_SELF = re.compile(r"self::([\w-]+)")
_NAMES = re.compile(r"self::[\w-]+(?: or self::[\w-]+)*")
_LATER = re.compile(r"not\(|re:test\(|contains\(|starts-with\(|self::|@[\w-]+\s*=")
_PATH = re.compile(r"(\.?//)(\*|[\w-]+)\s*(.*)")
_FIRST = re.compile(r"\((.*)\)\s*\[1\]")
_BLANKS = re.compile(r"('[^']*')|\s+")
_STEPS: Final = {"(": 1, "[": 1, ")": -1, "]": -1}


class NotUnderstoodError(ValueError):
    """An expression has something in it that is not read here."""


class _Said(dict[str, bool]):
    """What one pattern says of an attribute's values."""

    def __init__(self, sources: Iterable[str]) -> None:
        super().__init__()
        self._search = re.compile("|".join(sources)).search

    def __missing__(self, value: str) -> bool:
        if len(self) >= _MEMORY:
            self.clear()
        self[value] = is_so = self._search(value) is not None
        return is_so


class Quick:
    """An expression read: the names of its elements, what one of their attributes must have, and the rest."""

    def __init__(self, source: str) -> None:
        """Read an expression.

        Raises:
            NotUnderstoodError: where its form, or the first of its conditions, is another than those known here.

        """
        source = _BLANKS.sub(lambda m: m[1] or " ", source).strip()
        first = _FIRST.fullmatch(source)
        path = _PATH.fullmatch(first[1].strip() if first else source)
        if not path or '"' in source:
            raise NotUnderstoodError(source)
        brackets = _brackets(path[3])
        self._is_first = first is not None
        self._is_eldest = brackets[-1:] == ["1"]
        self._is_anywhere = path[1] == "//"
        self._tags: tuple[str, ...] = (path[2],)
        if path[2] == "*" and _NAMES.fullmatch(brackets[0]):  # lxml goes over elements of certain names in C
            self._tags = tuple(_SELF.findall(brackets.pop(0)))
        brackets = brackets[:-1] if self._is_eldest else brackets
        if not brackets:
            raise NotUnderstoodError(source)
        told, *rest = brackets
        by_names: dict[tuple[str, ...], list[str]] = {}
        for condition in _split(told, " or "):
            names, pattern = _read(condition)
            by_names.setdefault(names, []).append(pattern)
        said = {names: _Said(patterns) for names, patterns in by_names.items()}
        self._by_name = {names[0]: known for names, known in said.items() if len(names) == 1}
        self._by_first = [(names, known) for names, known in said.items() if len(names) > 1]
        self._rest = _rest(rest)

    def __call__(self, tree: etree._Element) -> list[etree._Element]:
        """What the expression finds in a tree, in the order of the document."""
        if self._is_anywhere:
            among = tree.getroottree().getroot().iter(*self._tags)
        else:
            among = tree.iterdescendants(*self._tags)
        found = []
        by_name, by_first = self._by_name, self._by_first
        for element in among:
            items = element.items()
            for name, value in items:
                if name in by_name and by_name[name][value]:
                    break
            else:
                if not by_first or not any(_of_first(names, items, known) for names, known in by_first):
                    continue
            if self._rest is None or self._rest(element):
                found.append(element)
                if self._is_first:
                    break
        return _eldest(found) if self._is_eldest else found


def _of_first(names: tuple[str, ...], items: list[tuple[str, str]], known: _Said) -> bool:
    """What is said of the attribute that is written first, which is what XPath takes of several."""
    return next((known[value] for name, value in items if name in names), False)


def _eldest(elements: list[etree._Element]) -> list[etree._Element]:
    """The first of each parent's."""
    first = {e.getparent(): e for e in reversed(elements)}
    return [e for e in elements if first[e.getparent()] is e]


def _brackets(text: str) -> list[str]:
    """What stands in each of a path's brackets, which follow each other."""
    ended = _split(text, "]")
    if ended.pop() or not ended or not all(part.startswith("[") for part in ended):
        raise NotUnderstoodError(text)
    return [part[1:].strip() for part in ended]


def _split(text: str, mark: str) -> list[str]:
    """A text at every ``mark`` outside of quotation marks and brackets; one that closes a bracket is outside of it."""
    parts, depth, begun, is_quoted = [], 0, 0, False
    for i, c in enumerate(text):
        is_quoted ^= c == "'"
        depth += 0 if is_quoted else _STEPS.get(c, 0)
        if not depth and not is_quoted and text.startswith(mark, i):
            parts.append(text[begun:i])
            begun = i + len(mark)
    return [p.strip() for p in (*parts, text[begun:])]


def _read(condition: str) -> tuple[tuple[str, ...], str]:
    """Attributes, and the pattern that the first of them must have; nothing without one of them meets the condition."""
    if _NAME.fullmatch(condition):
        return (condition[1:],), ""
    if found := _EQUALS.fullmatch(condition):
        pattern = rf"\A{re.escape(found[2])}\Z"
        return (found[1][1:],), pattern
    found = _CALL.fullmatch(condition)
    if not found:
        raise NotUnderstoodError(condition)
    call, argument, wanted, flag = found.groups()
    pattern = f"(?{flag or ''}:{wanted})"
    if call != "re:test":
        pattern = _letters(argument, wanted)
        pattern = pattern if call == "contains" else rf"\A{pattern}"
    elif not _ATTRIBUTES.fullmatch(argument):
        raise NotUnderstoodError(condition)
    if re.search(r"\\\d|\(\?[a-zA-Z]|\(\?P", wanted) or re.search(pattern, ""):
        raise NotUnderstoodError(condition)
    return tuple(_NAME.findall(argument)), pattern


def _letters(argument: str, wanted: str) -> str:
    """A pattern for a text, in whatever of its letters the argument's text is translated from."""
    if _ATTRIBUTES.fullmatch(argument):
        return re.escape(wanted)
    found = _TRANSLATED.fullmatch(argument)
    if not found or len(found[2]) != len(found[3]) or set(found[2]) & set(wanted + found[3]):
        raise NotUnderstoodError(argument)
    pairs = list(zip(found[2], found[3], strict=True))
    return "".join(f"[{re.escape(c + ''.join(a for a, b in pairs if b == c))}]" for c in wanted)


def _rest(conditions: list[str]) -> etree.XPath | None:
    """The other conditions, asked of the few elements that meet the first; none may be a number."""
    if not all(_LATER.match(part) for text in conditions for part in _split(text, " or ")):
        raise NotUnderstoodError(str(conditions))
    if not conditions:
        return None
    return etree.XPath(f"boolean(self::*{''.join(f'[{text}]' for text in conditions)})", namespaces=_REGEXPS)


@cache
def _lists() -> tuple[tuple[list[Find], list[Find], list[Find]], ...]:
    """The lists of expressions in trafilatura: each list, what it holds, and what it is to hold."""
    from trafilatura import xpaths

    found = [v for v in vars(xpaths).values() if isinstance(v, list) and all(isinstance(x, etree.XPath) for x in v)]
    return tuple((held, list(held), [_quick_or_same(x) for x in held]) for held in found)


def _quick_or_same(expression: etree.XPath) -> Find:
    same: Find = expression
    try:
        return Quick(expression.path)
    except NotUnderstoodError:
        return same


@contextmanager
def quick_expressions() -> Iterator[None]:
    """Let trafilatura use expressions as they are answered here, which changes none of its answers."""
    for held, _, sooner in _lists():
        held[:] = sooner
    try:
        yield
    finally:
        for held, own, _ in _lists():
            held[:] = own
