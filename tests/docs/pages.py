"""Reading the documentation's pages: their code blocks, links, headings and the words they explain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
#: Every page a reader may come to; the example's own page is one of them.
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "example/README.md"])
RUN = frozenset({"console", "sh", "python", "sql"})

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?)\s*$", re.M)


@dataclass(frozen=True)
class Block:
    """A fenced block: the word after the fence, what is inside, and the words from there to the next block."""

    language: str
    text: str
    after: str = ""

    def may_end_with(self, status: int) -> bool:
        """Whether a command in it may end with this status: 0, or the one that the words after it name as its own."""
        return status == 0 or re.search(rf"\bexit status is (?:again )?{status}\b", self.after) is not None


@dataclass(frozen=True)
class Step:
    """A shell command and the lines its output must hold, in order; ``…`` in a line stands for anything."""

    command: str
    expected: tuple[str, ...] = ()


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    found = list(_BLOCK.finditer(text))
    ends = [*(m.start() for m in found[1:]), len(text)]
    return [
        Block(m.group(1), m.group(2), " ".join(text[m.end() : end].split())) for m, end in zip(found, ends, strict=True)
    ]


def steps(text: str) -> list[Step]:
    """The commands of a ``console`` block, each with the output shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip():
            found[-1][1].append(line)
    return [Step(command, tuple(lines)) for command, lines in found]


def pattern(line: str) -> re.Pattern[str]:
    """What an expected line matches."""
    return re.compile(".*".join(re.escape(part) for part in line.split("…")))


def first_missing(expected: tuple[str, ...], output: str) -> str | None:
    """The first expected line that no line of the output matches after the one before it was met."""
    lines = iter(output.splitlines())
    for wanted in expected:
        if not any(pattern(wanted).fullmatch(line) for line in lines):
            return wanted
    return None


def links(page: Path) -> list[str]:
    """The targets of a page's links within the repository; code blocks hold none."""
    prose = _BLOCK.sub("", page.read_text("utf-8"))
    return [t for t in _LINK.findall(prose) if not re.match(r"[a-z]+:", t)]


def anchors(page: Path) -> set[str]:
    """The fragments by which a page's headings are reached, as GitHub makes them."""
    prose = _BLOCK.sub("", page.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in _HEADING.findall(prose)}


def first_column(page: Path) -> set[str]:
    """The words in backticks in the first cell of a page's table rows: what the tables explain."""
    cells = (line.split("|")[1] for line in page.read_text("utf-8").splitlines() if line.startswith("|"))
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}
