"""What the claims stage asks of models, and what it is given of the stages before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from counterclaim.records import Actor, Article, Origin, Party, Reading


class Encoder(Protocol):
    """Words, with what stands around them, to unit vectors.

    A text may mark the words that its vector is of (``records.marked``); the rest of it is only read with them. A text
    without marks is taken whole.
    """

    @property
    def version(self) -> str:
        """Name, version and digest."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, one row a text."""


@runtime_checkable
class Lasting(Encoder, Protocol):
    """An encoder that keeps what it made for a case, and lets go of what the case is not asked about any more."""

    def embed_some(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of some texts of the case, one row a text; those of the others stay too."""


@runtime_checkable
class Telling(Encoder, Protocol):
    """An encoder that tells of a statement at once how it reads and which way it leans."""

    @property
    def width(self) -> int:
        """How many numbers a unit vector has."""

    def tell(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, each followed by the leanings of the same statement, if any; one row a text."""


@runtime_checkable
class Leaning(Protocol):
    """Tells which way statements lean: by how their speakers may stand to one claim.

    The product of all numbers but the last of two statements on one claim is the logit of their speakers' standing
    alike; the last number is the logit of the speaker's denying.
    """

    def lean(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Leanings, one row a text; rows of no numbers where nothing tells them."""


class RelationScores(Protocol):
    """How two statements stand to each other: calibrated probabilities that sum to one."""

    @property
    def same(self) -> float:
        """Each says what the other says."""

    @property
    def entails(self) -> float:
        """The second follows from the first."""

    @property
    def entailed(self) -> float:
        """The first follows from the second."""

    @property
    def contradicts(self) -> float:
        """They cannot both hold."""

    @property
    def unrelated(self) -> float:
        """None of these."""


class RelationModel(Protocol):
    """A model that compares two statements about the same referents."""

    @property
    def version(self) -> str:
        """Name, version and digest."""

    def compare(self, pairs: Sequence[tuple[str, str]]) -> Sequence[RelationScores]:
        """How the statements of each pair stand to each other, in the order given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything known of a case when claims are made; ``speakers`` maps attribution ids to actor ids.

    ``retired`` are the attributions whose speakers had left the office by which they spoke for their party; ``sources``
    the digests of articles with their readings, where they are known already.
    """

    articles: tuple[Article, ...]
    readings: tuple[Reading, ...]
    actors: tuple[Actor, ...]
    parties: tuple[Party, ...]
    speakers: Mapping[str, str]
    origins: tuple[Origin, ...]
    retired: frozenset[str] = frozenset()
    sources: Mapping[str, bytes] | None = None
