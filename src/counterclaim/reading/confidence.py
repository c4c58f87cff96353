"""How sure the reading is of what it writes: measured, in ``rules/confidence.toml``, not guessed.

The model's probabilities order proposals well and are too high or too low by their kind. Two numbers a kind bring them
to the share that is right (logistic scaling: Platt, 1999). What a rule proposes has no probability; its confidence is
the share of its proposals beside the model that were right, drawn towards the share that its form alone has.
``bench/quality/calibration.py`` fits both and says what error is left.
"""

from __future__ import annotations

import math

from counterclaim.reading.tables import table

#: Probabilities are kept so far from 0 and 1 before their logarithms are taken.
MARGIN = 1e-4
#: What the form alone says counts as much as so many proposals beside the model.
FORM_WEIGHT = 2


def scaled(kind: str, probability: float) -> float:
    """A probability of the model brought to the share that is right.

    Args:
        kind: a name under ``scaled`` in the table; one without an entry is taken as it is.
        probability: 0 to 1.
    """
    fitted = table("confidence")["scaled"].get(kind)
    if fitted is None:
        return probability
    p = min(max(probability, MARGIN), 1 - MARGIN)
    logit: float = fitted["slope"] * math.log(p / (1 - p)) + fitted["intercept"]
    return 1 / (1 + math.exp(-logit))


def of_rule(rule: str) -> float:
    """The share right of what a rule proposes; one half for a rule that proposed nothing where it was counted.

    Raises:
        KeyError: if the rule was never measured.
    """
    counted = table("confidence")["rules"][rule]
    form: float = (counted["form_right"] + 1) / (counted["form_of"] + 2)
    share: float = (counted["right"] + FORM_WEIGHT * form) / (counted["of"] + FORM_WEIGHT)
    return share
