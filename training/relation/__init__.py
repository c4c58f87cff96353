"""The relation model: corpora and constructed pairs (``corpora``, ``construct``) into one packed file (``prepare``),
trained on a GPU or CPU (``train``), written out as int8 ONNX (``export``).
"""
