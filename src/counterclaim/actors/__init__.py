"""Mentions to actors over the whole case: who is who, who speaks, for whom; every merge with its reason.

>>> from counterclaim.actors import compare_names
>>> compare_names("Dmitri Ivanov", "Dmitriy Ivanov", "person").same
True
"""

from counterclaim.actors.compare import NameComparison, compare_names
from counterclaim.actors.resolve import MADE_BY, Actors, resolve_actors

__all__ = ["MADE_BY", "Actors", "NameComparison", "compare_names", "resolve_actors"]
