"""Training of the reader: corpora → windows → one encoder with several heads → ONNX, card and scores.

    python -m training.reader.train --data ../shared/data --out runs/reader
    python -m training.reader.export runs/reader/last.pt

Data, licences and scores are in the model card beside the shipped files.
"""
