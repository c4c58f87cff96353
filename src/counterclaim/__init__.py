"""counterclaim: a map of competing accounts of a contested event, from a pile of conflicting reports.

``bytes → capture → article → reading → actors → claims → lineage → ledger → dossier, exports``
"""

__version__ = "0.1.0"
