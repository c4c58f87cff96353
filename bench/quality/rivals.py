"""Two things one would pick instead, for ``compare.py``: run by a Python that has spaCy and textacy.

    python rivals.py SYSTEM MODEL < documents.jsonl > predictions.jsonl

SYSTEM is ``textacy`` (its direct_quotations) or ``spacy_rules`` (that, and clauses under verbs of saying, in the manner
of the Gender Gap Tracker). Documents are read paragraph by paragraph, which is to their advantage: textacy refuses a
text with an odd number of quotation marks. The last line written holds the processor's seconds. No counterclaim code is
used.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

import spacy
import textacy.constants
import textacy.extract

Found = dict[str, Any]
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of each line that holds anything."""
    for m in re.finditer(r"[^\n]+", text):
        yield m.start(), m.group()


def span(tokens: Any, shift: int) -> list[int]:
    """From the first to the last character of some tokens, in the whole text."""
    return [tokens[0].idx + shift, tokens[-1].idx + len(tokens[-1].text) + shift]


def quotations(doc: Any, shift: int) -> list[Found]:
    """The direct quotations of textacy; none where it refuses the paragraph."""
    try:
        triples = list(textacy.extract.triples.direct_quotations(doc))
    except ValueError:
        return []
    return [
        {
            "kind": "direct", "source": [span(t.speaker, shift)], "cue": [span(t.cue, shift)],
            "content": [span(list(t.content), shift)],
        }
        for t in triples
    ]  # fmt: skip


def clauses(doc: Any, shift: int) -> Iterator[Found]:
    """Clauses under a verb of saying that has a subject, and what "according to" governs."""
    verbs = textacy.constants.REPORTING_VERBS["en"]
    for token in doc:
        children = list(token.children)
        if token.pos_ == "VERB" and token.lemma_ in verbs:
            subjects = [c for c in children if c.dep_ in SUBJECTS]
            said = [c for c in children if c.dep_ in {"ccomp", "xcomp"}]
            if subjects and said:
                content = [list(c.subtree) for c in said[:1]]
                yield _row(list(subjects[0].subtree), [token], content[0], shift)
        elif token.lower_ == "according" and token.head.pos_ in {"VERB", "AUX"}:
            who = [w for c in children for w in c.subtree if w.lower_ != "to"]
            cue = [token, *[c for c in children if c.lower_ == "to"]]
            content = [w for w in token.head.subtree if w not in set(token.subtree) and not w.is_punct]
            if who and content:
                yield _row(who, cue, content, shift)


def _row(source: list[Any], cue: list[Any], content: list[Any], shift: int) -> Found:
    spans = {"source": [span(source, shift)], "cue": [span(cue, shift)], "content": [span(content, shift)]}
    return {"kind": "indirect", **spans}


def read(text: str, nlp: Any, system: str) -> list[Found]:
    """All attributions of one text."""
    found: list[Found] = []
    parts = list(paragraphs(text))
    for (shift, _), doc in zip(parts, nlp.pipe(p for _, p in parts), strict=True):
        direct = quotations(doc, shift)
        found += direct
        if system == "spacy_rules":
            inside = [d["content"][0] for d in direct] + [d["cue"][0] for d in direct]
            found += [r for r in clauses(doc, shift) if not any(_overlap(r["cue"][0], s) for s in inside)]
    return [{"id": str(n), "parent": None, "speaker": None, **a} for n, a in enumerate(found)]


def _overlap(a: list[int], b: list[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def main() -> None:
    """Read documents from standard input."""
    system, model = sys.argv[1:3]
    nlp = importlib.import_module(model).load()
    print(f"spacy {spacy.__version__}, textacy {textacy.__version__}, {model}", file=sys.stderr)
    documents = [json.loads(line) for line in sys.stdin]
    nlp("One sentence first, so that loading is not counted.")
    began = time.process_time()
    for d in documents:
        print(json.dumps({"id": d["id"], "attributions": read(d["text"], nlp, system)}))
    print(json.dumps({"seconds": time.process_time() - began}))


if __name__ == "__main__":
    main()
