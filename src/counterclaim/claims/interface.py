"""What the claims stage asks of a sentence encoder, and what it is given of the stages before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from counterclaim.records import Actor, Article, Origin, Party, Reading


class Encoder(Protocol):
    """Sentences to unit vectors."""

    @property
    def version(self) -> str:
        """Name, version and digest."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything known of a case when claims are made; ``speakers`` maps attribution ids to actor ids."""

    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]
    actors: tuple[Actor, ...]
    parties: tuple[Party, ...]
    speakers: Mapping[str, str]
    origins: tuple[Origin, ...]
