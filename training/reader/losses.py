"""What the reader is taught: the loss of every head, and how a student follows its teachers."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812 - the name everybody uses
from torch import Tensor

from counterclaim.models.reader.layout import ACTS
from training.reader.batches import Batch
from training.reader.model import Reader
from training.reader.pack import TOKEN_TARGETS
from training.reader.windows import IGNORE

WEIGHTS = {
    "anchors": 1.0, "pairs": 1.0, "entities": 0.5, "places": 0.2, "acts": 0.3, "negates": 0.1, "own_voice": 0.15,
    "loaded": 0.05, "evidence": 0.15, "evidence_type": 0.1, "ends": 0.1, "said_by": 0.25, "said": 0.25,
    "mentions": 0.2, "links": 0.6, "kinds": 0.1,
}  # fmt: skip
#: what a student learns from teachers on top: weight of the divergence of each head
TAUGHT = {
    "anchors": 1.5, "pairs": 1.5, "entities": 0.8, "places": 0.1, "acts": 0.4, "own_voice": 0.15, "loaded": 0.05,
    "evidence": 0.15, "evidence_type": 0.1, "ends": 0.1, "said_by": 0.25, "said": 0.25,
}  # fmt: skip
Logits = dict[str, Tensor]


def allowed_loss(logits: Tensor, masks: Tensor) -> Tensor:
    """Negative log of the probability of the allowed labels; ``masks`` are bit masks, 0 is left out."""
    masks = masks.long()
    bits = (masks[..., None] >> torch.arange(logits.shape[-1], device=logits.device)) & 1
    inside = logits.masked_fill(bits == 0, -1e4).logsumexp(-1)
    keep = (masks > 0).float()
    return ((logits.logsumexp(-1) - inside) * keep).sum() / keep.sum().clamp(min=1)


def label_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy over the labelled places; 0 where none is labelled."""
    target = target.long()
    each = F.cross_entropy(logits.flatten(0, -2), target.flatten(), ignore_index=IGNORE, reduction="sum")
    return each / (target != IGNORE).sum().clamp(min=1)


def forward(model: Reader, batch: Batch) -> tuple[Tensor, Logits]:
    """Hidden states, and the logits of all heads but coreference."""
    hidden = model.dropout(model.encoder(batch["ids"], batch["feats"], batch["mask"]))
    out = model.heads.tokens(hidden, batch["scheme"])
    row, first, last = batch["row"], batch["a_first"], batch["a_last"]
    if len(row):
        states = hidden[row]
        content = batch["a_content"].float()
        content = content / content.sum(1, keepdim=True).clamp(min=1)
        out["pairs"] = model.heads.pairs(states, first, last, batch["scheme"][row])
        out["acts"] = model.heads.acts(states, first, last, content)
    return hidden, {k: v.float() for k, v in out.items()}


def losses(logits: Logits, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head that has targets in the batch."""
    out = {k: label_loss(logits[k], batch[k]) for k in TOKEN_TARGETS}
    out["entities"] = allowed_loss(logits["entities"], batch["entities"])
    if "pairs" in logits:
        out["pairs"] = allowed_loss(logits["pairs"], batch["a_labels"])
        out["acts"] = label_loss(logits["acts"][:, : len(ACTS)], batch["a_act"])
        out["negates"] = label_loss(logits["acts"][:, len(ACTS) :], batch["a_negates"])
    return out


@torch.no_grad()
def opinions(teachers: Sequence[Reader], batch: Batch) -> Logits:
    """The mean probabilities of several teachers, head by head (Hinton et al. 2015)."""
    total: Logits = {}
    for teacher in teachers:
        for k, v in forward(teacher, batch)[1].items():
            p = (
                torch.cat([v[:, : len(ACTS)].softmax(-1), v[:, len(ACTS) :].softmax(-1)], -1)
                if k == "acts"
                else v.softmax(-1)
            )
            total[k] = total[k] + p if k in total else p
    return {k: v / len(teachers) for k, v in total.items()}


def following(logits: Logits, taught: Logits, batch: Batch) -> dict[str, Tensor]:
    """Cross-entropy against the teachers' probabilities, over real pieces."""
    mask = batch["mask"].float()
    out = {}
    for k, p in taught.items():
        if k not in TAUGHT:
            continue
        if k == "acts":
            each = -(p[:, : len(ACTS)] * logits[k][:, : len(ACTS)].log_softmax(-1)).sum(-1)
            out[k] = each.mean()
            continue
        where = mask[batch["row"]] if k == "pairs" else mask
        each = -(p * logits[k].log_softmax(-1)).sum(-1)
        out[k] = (each * where).sum() / where.sum().clamp(min=1)
    return out
