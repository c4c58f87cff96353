"""What the relation model's outputs mean; the one place where training and running agree on their order.

The first statement is ``a``, the second ``b``. Exchanging them exchanges ``entails`` and ``entailed`` and leaves the
rest. ``unrelated`` means that neither follows from the other and both can hold, whether or not they are on one subject.
"""

from __future__ import annotations

#: a and b say the same; b follows from a; a follows from b; they cannot both hold; none of these
RELATIONS = ("same", "entails", "entailed", "contradicts", "unrelated")
#: where each relation goes when the statements are exchanged
MIRROR = (0, 2, 1, 3, 4)
#: how a text stands to a claim (text first): in its own voice for or against, reports without owning, is about else
STANCES = ("agrees", "disagrees", "discusses", "unrelated")
#: same point or claim in other words; same event, with both triggers between asterisks
MATCHES = ("point", "event")
#: columns of the network's output, by head
HEADS = {"relation": slice(0, 5), "stance": slice(5, 9), "match": slice(9, 11)}
N_OUTPUTS = 11

CLS, SEP, PAD = 101, 102, 0
#: pieces kept of each statement, and of both together with their three marks
MAX_STATEMENT = 160
MAX_PAIR = 224
