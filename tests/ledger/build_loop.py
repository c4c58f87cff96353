"""A build that says after each article that it is kept; killed at any moment by test_faults."""

from __future__ import annotations

import sys
from pathlib import Path

from casebuilder import item, proposals, take_in

from counterclaim.capture import Archive
from counterclaim.ledger import Ledger


def main(case_dir: Path, first: int, count: int = 100_000) -> None:
    """Take in one invented report after another, remaking the proposals at each."""
    with Ledger.open(case_dir, create=True) as ledger:
        archive = Archive.open(case_dir, ledger.archive_ends())
        print("open", flush=True)
        for number in range(first, first + count):
            take_in(ledger, archive, item(number))
            ledger.replace_case(**proposals(ledger.articles()), version="v1")
            print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
