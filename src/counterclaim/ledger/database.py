"""Opening the case's database: settings, schema version, migrations, and the lock that keeps one writer."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from importlib import resources
from pathlib import Path

from counterclaim.errors import CaseError

FILE = "case.sqlite"
#: "CCLM", so that `file` and we can tell a case from any other database.
APPLICATION_ID = 0x43434C4D
#: A new database is made under this name and gets its own when it is whole.
NEW_FILE = f"{FILE}.new"
_ALLOWED_IN_NEW_CASE = frozenset({FILE, NEW_FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal", "archive"})


def migrations() -> list[tuple[int, str]]:
    """Version numbers with their SQL, in order."""
    folder = resources.files("counterclaim.ledger") / "migrations"
    scripts = [item for item in folder.iterdir() if item.name.endswith(".sql")]
    return sorted((int(item.name[:4]), item.read_text("utf-8")) for item in scripts)


def schema_version() -> int:
    """The newest schema this program knows."""
    return migrations()[-1][0]


def told_missing(case_dir: Path) -> str:
    """What to say where there is no case."""
    return f"{case_dir}: no case here ({FILE} is missing); `counterclaim build FILES --case {case_dir}` makes one"


def _told_unreadable(case_dir: Path, error: Exception) -> str:
    advice = f"restore it from a copy, or take the originals into a new case: `counterclaim add NEW {case_dir}/archive`"
    return f"{case_dir}: {FILE} cannot be read as a case: {error}; {advice}"


def take_lock(case_dir: Path) -> int:
    """Lock the case folder for writing; the lock goes with the process, however it ends.

    Raises:
        CaseError: if another process is writing.
    """
    handle = os.open(case_dir, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        told = f"{case_dir}: another process is writing to this case; wait for it to end"
        raise CaseError(told) from error
    return handle


def prepare_folder(case_dir: Path) -> None:
    """Make the folder of a new case, refusing one that holds other things.

    Raises:
        CaseError: if the folder cannot be made or is used for something else.
    """
    try:
        is_new = not case_dir.exists()
        case_dir.mkdir(parents=True, exist_ok=True)
        if is_new:
            sync_folder(case_dir.parent)
        foreign = {entry.name for entry in case_dir.iterdir()} - _ALLOWED_IN_NEW_CASE
    except OSError as error:
        raise CaseError(f"{case_dir}: cannot be made a case: {error.strerror}") from error
    if foreign and not (case_dir / FILE).exists():
        raise CaseError(f"{case_dir}: not a case, and not empty ({min(foreign)}); choose another folder")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; a flushed file without its name is lost on a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_database(case_dir: Path) -> None:
    """Make the empty database of a new case whole or not at all; the caller holds the case's lock.

    Made in place, a power cut within the very first write left a file that no later command could open (2 of 5,000
    simulated cuts). So it is made beside, flushed, and only then named.

    Raises:
        CaseError: if another database's write-ahead log is left there, which SQLite would play into the new one.
    """
    left = case_dir / f"{FILE}-wal"
    if left.exists():
        raise CaseError(f"{case_dir}: {FILE} is gone and {left.name} is left; put {FILE} back, or move both away")
    new = case_dir / NEW_FILE
    new.unlink(missing_ok=True)
    db = sqlite3.connect(new, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = MEMORY")  # an unfinished one is thrown away, so nothing is ever rolled back
        _migrate(db, 0)
    finally:
        db.close()
    with new.open("rb") as stream:
        os.fsync(stream.fileno())
    new.rename(case_dir / FILE)
    sync_folder(case_dir)


def connect_for_writing(case_dir: Path) -> sqlite3.Connection:
    """Open the database for writing, durable and strict, and bring its schema up to date."""
    db = sqlite3.connect(case_dir / FILE, isolation_level=None, timeout=10)
    try:
        version = _version(db, case_dir)
        harden(db)
        if db.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise CaseError(f"{case_dir}: the file system does not support SQLite's write-ahead log; use a local disk")
        # NORMAL loses acknowledged work on a power cut; FULL does not, at a cost far below that of reading.
        db.execute("PRAGMA synchronous = FULL")
        if db.execute("PRAGMA synchronous").fetchone()[0] != 2:
            raise CaseError(f"{case_dir}: SQLite refused durable writes; use a local disk")
        _migrate(db, version)
    except BaseException:
        db.close()
        raise
    return db


def connect_for_reading(case_dir: Path) -> sqlite3.Connection:
    """Open the database read-only; also from a folder or a medium that cannot be written to."""
    path = (case_dir / FILE).resolve()
    fixed = not os.access(path.parent, os.W_OK) and not path.with_name(f"{FILE}-wal").exists()
    mode = "?mode=ro&immutable=1" if fixed else "?mode=ro"
    db = sqlite3.connect(path.as_uri() + mode, uri=True, isolation_level=None, timeout=10)
    try:
        version = _version(db, case_dir)
        if version == 0:
            raise CaseError(f"{case_dir}: {FILE} is empty; build the case first")
        if version < schema_version():
            raise CaseError(f"{case_dir}: made by an older version; run `counterclaim build` on it once")
        harden(db)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        db.close()
        raise CaseError(_told_unreadable(case_dir, error)) from error
    except BaseException:
        db.close()
        raise
    return db


def harden(db: sqlite3.Connection) -> None:
    """Make a connection strict about what a file, perhaps a received one, may do."""
    # A received case is not trusted: no functions from its schema, no mapped memory, cells checked.
    for setting in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        db.execute(f"PRAGMA {setting}")


def _version(db: sqlite3.Connection, case_dir: Path) -> int:
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        is_new = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # The second where damage makes SQLite's own message undecodable.
        raise CaseError(_told_unreadable(case_dir, error)) from error
    if application != APPLICATION_ID and not (is_new and version == 0):
        raise CaseError(f"{case_dir}: {FILE} is a database, but not a case; choose another folder")
    if version > schema_version():
        raise CaseError(f"{case_dir}: made by a newer version of counterclaim; update it to open this case")
    return version


def _migrate(db: sqlite3.Connection, version: int) -> None:
    """Apply what is missing, each step whole or not at all."""
    for number, script in migrations():
        if number > version:
            marks = f"PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION_ID};"
            db.executescript(f"BEGIN IMMEDIATE;\n{script}\n{marks}\nCOMMIT;")
