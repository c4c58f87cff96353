"""Shipped model files: found in the package, checked against their card before first use."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime

#: The word pieces of all three text models, which go on from one base; on the reader's card.
TOKENIZER = Path(__file__).parent / "reader" / "tokenizer.json"


@cache
def checked_card(folder: Path) -> dict[str, str]:
    """Name, version and digest of the model in ``folder``, after every file was compared with the card.

    Raises:
        ModelError: if a file is missing or differs from its card.
    """
    path = folder / "card.json"
    if not path.is_file():
        raise ModelError(f"model card {path} is missing; reinstall the package")
    card = json.loads(path.read_text(encoding="utf-8"))
    for name, digest in sorted(card["files"].items()):
        file = folder / name
        if not file.is_file():
            raise ModelError(f"model file {name} of the {card['name']} model is missing; reinstall the package")
        if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise ModelError(f"model file {name} of the {card['name']} model does not match its card; reinstall")
    joined = "".join(card["files"][n] for n in sorted(card["files"]))
    short = hashlib.sha256(joined.encode()).hexdigest()[:12]
    return {"name": card["name"], "version": str(card["version"]), "digest": short}


def version_of(folder: Path) -> str:
    """``name/version+digest`` of the model in ``folder``."""
    card = checked_card(folder)
    return f"{card['name']}/{card['version']}+{card['digest']}"


def session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    """An ONNX Runtime session on the CPU with a bounded number of threads and no telemetry."""
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
