"""Weights of an exported graph in 8 or 4 bits, turned back into floats where they are used.

The rest of the arithmetic stays in 32 bits, so that only the rounding of the weights is lost. Inner layers, which are
two thirds of a transformer's weights and bear rounding best, get 4 bits with one scale for every 32 weights; the others
get 8 bits with one scale for every output.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

BLOCK = 32
#: the first ONNX operators that know weights of 4 bits with a scale for each block
OPERATORS = 21
#: weights smaller than this stay as they are
LEAST = 10_000
#: width of a layer; weights with another side are those of the inner layers
WIDTH = 384


def with_small_weights(graph: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with the matrices of its multiplications in 4 or 8 bits."""
    out = onnx.version_converter.convert_version(graph, OPERATORS)
    used = {name for node in out.graph.node if node.op_type == "MatMul" for name in node.input}
    for old in [t for t in out.graph.initializer if t.name in used]:
        weight = numpy_helper.to_array(old).astype(np.float64)
        if weight.ndim != 2 or weight.size < LEAST:
            continue
        few = max(weight.shape) > WIDTH
        tensors, attributes = four_bits(weight, old.name) if few else eight_bits(weight, old.name)
        out.graph.initializer.remove(old)
        out.graph.initializer.extend(tensors)
        names = [t.name for t in tensors]
        node = helper.make_node("DequantizeLinear", names, [old.name], name=f"{old.name}_floats", **attributes)
        out.graph.node.insert(0, node)
    onnx.checker.check_model(out)
    return out


def eight_bits(weight: NDArray[np.float64], name: str) -> tuple[list[TensorProto], dict[str, int]]:
    """Whole numbers to 127 and one scale for each column."""
    scale = np.maximum(np.abs(weight).max(0), 1e-12) / 127
    whole = np.round(weight / scale).astype(np.int8)
    small = numpy_helper.from_array(whole, f"{name}_8")
    return [small, numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale")], {"axis": 1}


def four_bits(weight: NDArray[np.float64], name: str) -> tuple[list[TensorProto], dict[str, int]]:
    """Whole numbers from -8 to 7 and one scale for each ``BLOCK`` weights of a column, that which errs least."""
    rows, columns = weight.shape
    blocks = weight.reshape(rows // BLOCK, BLOCK, columns)
    top = np.maximum(np.abs(blocks).max(1, keepdims=True), 1e-12)
    tried = [top / d for d in np.arange(6.5, 9.01, 0.25)]
    errors = [((np.clip(np.round(blocks / s), -8, 7) * s - blocks) ** 2).sum(1, keepdims=True) for s in tried]
    scale = np.take_along_axis(np.stack(tried), np.stack(errors).argmin(0)[None], 0)[0]
    whole = np.clip(np.round(blocks / scale), -8, 7).astype(np.int8).reshape(-1)
    packed = (whole[0::2] & 0xF) | ((whole[1::2] & 0xF) << 4)
    small = helper.make_tensor(f"{name}_4", TensorProto.INT4, weight.shape, packed.astype(np.uint8).tobytes(), raw=True)
    scales = numpy_helper.from_array(scale[:, 0].astype(np.float32), f"{name}_scale")
    return [small, scales], {"axis": 0, "block_size": BLOCK}
