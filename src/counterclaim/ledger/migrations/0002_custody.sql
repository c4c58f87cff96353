-- Version 2: the custody log. Everything that enters the case, is made of it, is decided about it or is taken out
-- of it, in order, each entry with the hash of the one before it. It is what a checkpoint is taken of.
CREATE TABLE custody (
  n INTEGER PRIMARY KEY, time TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL,
  previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX custody_subject ON custody(type, subject);
CREATE TRIGGER custody_is_kept BEFORE DELETE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log is never cut'); END;
CREATE TRIGGER custody_is_fixed BEFORE UPDATE ON custody BEGIN SELECT RAISE(ABORT, 'the custody log is never changed'); END;
