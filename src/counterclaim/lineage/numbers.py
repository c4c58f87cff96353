"""Numbers in a row of words, whether in figures or in letters, so that "five" and "5" are no difference."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), start=2)
}
_TIMES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def number_values(words: Sequence[str]) -> tuple[float, ...]:
    """The numbers named in ``words`` (word keys), in order; words that follow each other make one number."""
    values: list[float] = []
    last = ""
    for word in words:
        value = _value(word)
        if word in _TIMES and values and last:
            values[-1] *= _TIMES[word]
        elif value is not None and values and _VALUES.get(last, 0) >= 20 and value < 10:
            values[-1] += value
        elif value is not None:
            values.append(value)
        last = word if value is not None or word in _TIMES else ""
    return tuple(values)


def _value(word: str) -> float | None:
    if word in _VALUES:
        return float(_VALUES[word])
    try:
        return float(word.replace(",", "")) if word[:1].isdigit() else None
    except ValueError:
        return None
