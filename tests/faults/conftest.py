"""Makes the builders of the capture and ledger tests importable here too."""

import sys
from pathlib import Path

for name in ("faults", "capture", "ledger"):
    sys.path.insert(0, str(Path(__file__).parent.parent / name))
