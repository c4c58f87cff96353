-- The case's database, version 1. Made to be read: every table and view opens in Datasette with real columns.
--
-- A row of a record kind carries the record itself (record: canonical JSON), its sha256 (digest), what it was
-- made from (inputs: ids) and by what (made_by: step and version). The other columns, and the rows of the
-- tables below it (segments of an article, members of a claim), are taken from that JSON and are checked
-- against it by `counterclaim verify`. Offsets are code points into articles.text, half-open.

-- What came in -------------------------------------------------------------------------------------------------
CREATE TABLE captures (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, uri TEXT NOT NULL, file TEXT, part TEXT, media_type TEXT NOT NULL,
  size_bytes INTEGER NOT NULL, captured_at TEXT NOT NULL, how TEXT NOT NULL, warc_file TEXT, warc_offset INTEGER,
  record TEXT NOT NULL, digest TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
-- Every name the same bytes came under.
CREATE TABLE sightings (
  capture TEXT NOT NULL REFERENCES captures(id), file TEXT NOT NULL, part TEXT NOT NULL, digest TEXT NOT NULL,
  PRIMARY KEY (capture, file, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE rejections (
  id TEXT PRIMARY KEY, capture TEXT REFERENCES captures(id), file TEXT NOT NULL, stage TEXT NOT NULL,
  reason TEXT NOT NULL, detail TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE INDEX rejections_capture ON rejections(capture);

-- Articles -----------------------------------------------------------------------------------------------------
CREATE TABLE articles (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, capture TEXT NOT NULL UNIQUE REFERENCES captures(id), file TEXT, uri TEXT,
  title TEXT, outlet TEXT, byline TEXT, authors TEXT NOT NULL, language TEXT, published TEXT,
  published_precision TEXT, published_method TEXT NOT NULL, published_reason TEXT NOT NULL,
  text TEXT NOT NULL, text_sha256 TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE segments (
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  type TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE credits (
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  name TEXT NOT NULL, kind TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE date_candidates (
  article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  value TEXT NOT NULL, precision TEXT NOT NULL, kind TEXT NOT NULL, method TEXT NOT NULL,
  "start" INTEGER, "end" INTEGER, confidence REAL NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE article_search USING fts5 (title, text, content = 'articles', content_rowid = 'n');

-- Readings: what one article says, read on its own -------------------------------------------------------------
CREATE TABLE readings (
  article TEXT PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE, language TEXT,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE attributions (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  kind TEXT NOT NULL, speaker TEXT, speaker_mention INTEGER,
  parent TEXT REFERENCES attributions(id) DEFERRABLE INITIALLY DEFERRED,
  act TEXT NOT NULL, polarity TEXT NOT NULL, said TEXT, said_precision TEXT,
  confidence REAL NOT NULL, act_confidence REAL NOT NULL, made_by TEXT NOT NULL
) STRICT;
CREATE INDEX attributions_article ON attributions(article, n);
CREATE INDEX attributions_parent ON attributions(parent);
-- role: source, cue, content, hedge, venue.
CREATE TABLE attribution_spans (
  article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  attribution TEXT NOT NULL, role TEXT NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX attribution_spans_role ON attribution_spans(attribution, role, n);
CREATE TABLE entities (
  article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  type TEXT NOT NULL, "use" TEXT, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE timexes (
  article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  type TEXT NOT NULL, value TEXT, precision TEXT NOT NULL, first_day TEXT, last_day TEXT, rule TEXT NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE mentions (
  article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  entity INTEGER NOT NULL, form TEXT NOT NULL, type TEXT NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, confidence REAL NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE own_voice (
  article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, confidence REAL NOT NULL, PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
  article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  type TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE framing (
  article TEXT NOT NULL REFERENCES readings(article) ON DELETE CASCADE, n INTEGER NOT NULL,
  kind TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY (article, n)
) STRICT, WITHOUT ROWID;

-- The case: proposals over all articles, replaced as a whole ----------------------------------------------------
CREATE TABLE parties (
  id TEXT PRIMARY KEY, name TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE actors (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
  party TEXT REFERENCES parties(id) DEFERRABLE INITIALLY DEFERRED, aliases TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE actor_mentions (
  actor TEXT NOT NULL REFERENCES actors(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  article TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, form TEXT NOT NULL, PRIMARY KEY (actor, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX actor_mentions_article ON actor_mentions(article);
CREATE TABLE merges (
  id TEXT PRIMARY KEY, actor TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  a TEXT NOT NULL, b TEXT NOT NULL, reason TEXT NOT NULL, weight REAL NOT NULL,
  inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE party_evidence (
  party TEXT NOT NULL REFERENCES parties(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  actor TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  article TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (party, n)
) STRICT, WITHOUT ROWID;
-- Which actor an attribution's speaker is.
CREATE TABLE attribution_speakers (
  attribution TEXT PRIMARY KEY REFERENCES attributions(id) DEFERRABLE INITIALLY DEFERRED,
  actor TEXT NOT NULL REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED, why TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE INDEX attribution_speakers_actor ON attribution_speakers(actor);
CREATE TABLE claims (
  id TEXT PRIMARY KEY, label_article TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  label_start INTEGER NOT NULL, label_end INTEGER NOT NULL, contested INTEGER NOT NULL, origins INTEGER NOT NULL,
  places TEXT NOT NULL, dates TEXT NOT NULL, numbers TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE claim_members (
  claim TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  article TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  attribution TEXT REFERENCES attributions(id) DEFERRABLE INITIALLY DEFERRED,
  actor TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED,
  stance TEXT NOT NULL, denial TEXT NOT NULL, evidence TEXT NOT NULL, confidence REAL NOT NULL, why TEXT NOT NULL,
  PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_members_article ON claim_members(article);
CREATE INDEX claim_members_attribution ON claim_members(attribution);
CREATE INDEX claim_members_actor ON claim_members(actor);
CREATE TABLE claim_member_spans (
  claim TEXT NOT NULL REFERENCES claims(id) ON DELETE CASCADE, n INTEGER NOT NULL, member INTEGER NOT NULL,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (claim, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE relations (
  id TEXT PRIMARY KEY, a TEXT NOT NULL REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED,
  b TEXT NOT NULL REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED, type TEXT NOT NULL,
  within_party TEXT REFERENCES parties(id) DEFERRABLE INITIALLY DEFERRED, reason TEXT NOT NULL, confidence REAL NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE accounts (
  id TEXT PRIMARY KEY, party TEXT NOT NULL REFERENCES parties(id) DEFERRABLE INITIALLY DEFERRED, referent TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE account_claims (
  account TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  claim TEXT NOT NULL REFERENCES claims(id) DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (account, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_exclusions (
  account TEXT NOT NULL REFERENCES accounts(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  excludes TEXT NOT NULL REFERENCES accounts(id) DEFERRABLE INITIALLY DEFERRED,
  relation TEXT NOT NULL REFERENCES relations(id) DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (account, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE utterances (
  id TEXT PRIMARY KEY, speaker TEXT REFERENCES actors(id) DEFERRABLE INITIALLY DEFERRED, said TEXT,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE utterance_variants (
  utterance TEXT NOT NULL REFERENCES utterances(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  article TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  attribution TEXT NOT NULL REFERENCES attributions(id) DEFERRABLE INITIALLY DEFERRED,
  differences TEXT NOT NULL, PRIMARY KEY (utterance, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX utterance_variants_attribution ON utterance_variants(attribution);
-- a: an article id, or the name of a credited agency whose own text is not in the case.
CREATE TABLE lineage (
  id TEXT PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  type TEXT NOT NULL, score REAL NOT NULL, directed INTEGER NOT NULL, reason TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE lineage_passages (
  link TEXT NOT NULL REFERENCES lineage(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  a_start INTEGER, a_end INTEGER, b_start INTEGER NOT NULL, b_end INTEGER NOT NULL, PRIMARY KEY (link, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE lineage_drift (
  link TEXT NOT NULL REFERENCES lineage(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  what TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (link, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE origins (
  id TEXT PRIMARY KEY, reason TEXT NOT NULL,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE origin_articles (
  origin TEXT NOT NULL REFERENCES origins(id) ON DELETE CASCADE, n INTEGER NOT NULL,
  article TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (origin, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE events (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
  "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, when_start INTEGER NOT NULL, when_end INTEGER NOT NULL,
  value TEXT, precision TEXT NOT NULL, anchor TEXT NOT NULL,
  attribution TEXT REFERENCES attributions(id) DEFERRABLE INITIALLY DEFERRED,
  made_by TEXT NOT NULL, inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
-- What the proposals above were made from (digest over articles, readings, decisions), by what, and which they are
-- (digest over their records); one row, absent while they are out of date.
CREATE TABLE proposals (
  only INTEGER PRIMARY KEY CHECK (only = 1), made_from TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;

-- People and machines ------------------------------------------------------------------------------------------
CREATE TABLE decisions (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, who TEXT NOT NULL, "when" TEXT NOT NULL, what TEXT NOT NULL,
  target TEXT NOT NULL, before TEXT, after TEXT, why TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL,
  inputs TEXT NOT NULL, record TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE runs (
  n INTEGER PRIMARY KEY, command TEXT NOT NULL, program TEXT NOT NULL, models TEXT NOT NULL,
  started_at TEXT NOT NULL, ended_at TEXT, outcome TEXT, digest TEXT NOT NULL
) STRICT;

-- What came in and what people decided is added to, never changed.
CREATE TRIGGER captures_are_kept BEFORE DELETE ON captures BEGIN SELECT RAISE(ABORT, 'captures are never deleted'); END;
CREATE TRIGGER captures_are_fixed BEFORE UPDATE ON captures BEGIN SELECT RAISE(ABORT, 'captures are never changed'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER decisions_are_fixed BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;

-- Views to read ------------------------------------------------------------------------------------------------
CREATE VIEW attribution_words AS
SELECT t.id, a.outlet, a.title, t.kind, t.act, t.polarity, coalesce(r.name, t.speaker) AS speaker,
  (SELECT group_concat(w, ' ') FROM (SELECT substr(a.text, s."start" + 1, s."end" - s."start") AS w
     FROM attribution_spans s WHERE s.attribution = t.id AND s.role = 'source' ORDER BY s.n)) AS source,
  (SELECT group_concat(w, ' ') FROM (SELECT substr(a.text, s."start" + 1, s."end" - s."start") AS w
     FROM attribution_spans s WHERE s.attribution = t.id AND s.role = 'cue' ORDER BY s.n)) AS cue,
  (SELECT group_concat(w, ' ') FROM (SELECT substr(a.text, s."start" + 1, s."end" - s."start") AS w
     FROM attribution_spans s WHERE s.attribution = t.id AND s.role = 'content' ORDER BY s.n)) AS content,
  t.said, t.confidence, t.parent, t.article, t.made_by
FROM attributions t JOIN articles a ON a.id = t.article
LEFT JOIN attribution_speakers k ON k.attribution = t.id LEFT JOIN actors r ON r.id = k.actor;

CREATE VIEW claim_labels AS
SELECT c.id, substr(a.text, c.label_start + 1, c.label_end - c.label_start) AS label, a.outlet AS worded_by, c.contested,
  (SELECT count(*) FROM claim_members m WHERE m.claim = c.id) AS members,
  (SELECT count(DISTINCT m.article) FROM claim_members m WHERE m.claim = c.id) AS articles, c.origins
FROM claims c JOIN articles a ON a.id = c.label_article;

CREATE VIEW claim_statements AS
SELECT m.claim, m.n, m.stance, r.name AS actor, a.outlet,
  (SELECT group_concat(w, ' ') FROM (SELECT substr(a.text, s."start" + 1, s."end" - s."start") AS w
     FROM claim_member_spans s WHERE s.claim = m.claim AND s.member = m.n ORDER BY s.n)) AS words,
  m.denial, m.evidence, m.confidence, m.why, m.article, m.attribution
FROM claim_members m JOIN articles a ON a.id = m.article LEFT JOIN actors r ON r.id = m.actor;

CREATE VIEW event_words AS
SELECT e.id, e.value, e.precision, substr(a.text, e."start" + 1, e."end" - e."start") AS words,
  substr(a.text, e.when_start + 1, e.when_end - e.when_start) AS when_words, e.anchor, a.outlet, e.article, e.attribution
FROM events e JOIN articles a ON a.id = e.article;

CREATE VIEW segment_words AS
SELECT s.article, s.n, s.type, substr(a.text, s."start" + 1, s."end" - s."start") AS words
FROM segments s JOIN articles a ON a.id = s.article;
