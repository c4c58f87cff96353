"""Scores on labelled data. ``python -m bench.quality`` gives every row of ``docs/quality.md`` and checks the floors.

``rows`` (floors.toml: every row with its pinned value) ← ``jobs`` (what computes them, one process each) ←
``reading`` and ``polnear`` (documents to predictions) ← ``data`` (labelled documents, the shared scorers).
"""
