-- What a project's store holds. The first part lies in catalog.sqlite, the second in Parquet segments.
-- This file describes; migrations/ builds. A test keeps both equal, and both equal to records.py.
-- Dates are ISO 8601 text in the catalog; moments are UTC, as in 2025-03-04T09:30:00+00:00. Unknown is NULL.

-- ======================================================================================= catalog.sqlite

-- News items, as their counting run saw them. Fields of the record `Article`.
CREATE TABLE articles (
    number          INTEGER PRIMARY KEY,   -- row of the full-text index; of no meaning outside the catalog
    id              TEXT NOT NULL UNIQUE,  -- hash of address, headline and text
    url             TEXT,                  -- where the page was
    publisher       TEXT,                  -- who published it
    headline        TEXT,                  -- the headline, not part of the text
    byline          TEXT,                  -- who wrote it
    language        TEXT,                  -- ISO 639-1 code
    published       TEXT,                  -- publication date, from which relative dates start
    published_basis TEXT,                  -- metadata, text or argument: where that date was found
    text            TEXT NOT NULL,         -- the clean body, to which all offsets refer
    dateline_place  TEXT,                  -- where the report says it was written
    dateline_agency TEXT                   -- the agency named in the dateline
) STRICT;
CREATE INDEX articles_by_date ON articles (published);

-- Pieces of the page that are not the article's body. Fields of the record `Furniture`.
CREATE TABLE furniture (
    article_id TEXT NOT NULL REFERENCES articles (id),  -- the article on whose page it stood
    position   INTEGER NOT NULL,                        -- 0, 1, ... in the order of the page
    kind       TEXT NOT NULL,                           -- headline-copy, related-link, caption, share, ...
    text       TEXT NOT NULL,                           -- the piece as it stood there
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

-- Full-text index over the articles; upper and lower case and accents do not matter.
CREATE VIRTUAL TABLE articles_text USING fts5 (
    headline,  -- of the article
    text,      -- of the article
    content = 'articles', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN
    INSERT INTO articles_text (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER articles_changed AFTER UPDATE ON articles
WHEN old.headline IS NOT new.headline OR old.text IS NOT new.text BEGIN
    INSERT INTO articles_text (articles_text, rowid, headline, text)
    VALUES ('delete', old.number, old.headline, old.text);
    INSERT INTO articles_text (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;

-- What made a reading. Fields of the record `Origin`.
CREATE TABLE origins (
    id      TEXT PRIMARY KEY,  -- hash of the other columns
    detente TEXT NOT NULL,     -- version of the program
    lexicon TEXT NOT NULL,     -- hash of the lexicon's files
    parser  TEXT NOT NULL      -- name and version of the parser
) STRICT, WITHOUT ROWID;

-- Readings of an article by one origin. A run is never changed or removed; the last one read counts.
CREATE TABLE runs (
    number     INTEGER PRIMARY KEY,                     -- 1, 2, ... in the order of reading
    id         TEXT NOT NULL UNIQUE,                    -- hash of the article with all its fields and the origin
    article_id TEXT NOT NULL REFERENCES articles (id),  -- what was read
    origin_id  TEXT NOT NULL REFERENCES origins (id),   -- what read it
    read_at    TEXT NOT NULL,                           -- when it was kept
    counts     INTEGER NOT NULL,                        -- 1 for the article's counting run, 0 for the others
    events     INTEGER NOT NULL,                        -- how many events it found
    claims     INTEGER NOT NULL,                        -- how many claims it found
    situations INTEGER NOT NULL                         -- how many situations it found
) STRICT;
CREATE UNIQUE INDEX runs_that_count ON runs (article_id) WHERE counts = 1;
CREATE INDEX runs_by_article ON runs (article_id);
CREATE INDEX runs_superseded ON runs (id) WHERE counts = 0;

-- What was read: a source is here if and only if its result is in the store.
CREATE TABLE ledger (
    source       TEXT NOT NULL,                        -- address, file, or record of an archive
    content_hash TEXT NOT NULL,                        -- hash of the bytes that were read
    origin_id    TEXT NOT NULL REFERENCES origins (id),  -- what read them
    run_id       TEXT REFERENCES runs (id),            -- the run it led to; NULL if it failed
    read_at      TEXT NOT NULL,                        -- when it was kept
    PRIMARY KEY (source, content_hash, origin_id)
) STRICT, WITHOUT ROWID;

-- Sources without a record, and why. A source that is read after all leaves this table.
-- Fields of the record `Failure`.
CREATE TABLE failures (
    number       INTEGER PRIMARY KEY,  -- 1, 2, ... in the order of failing
    source       TEXT NOT NULL,        -- address, file, or record of an archive
    content_hash TEXT,                 -- hash of the bytes that were read; NULL if there were none
    stage        TEXT NOT NULL,        -- the stage that refused
    item_id      TEXT NOT NULL,        -- the item as that stage knows it
    reason       TEXT NOT NULL,        -- one line
    failed_at    TEXT NOT NULL         -- when it failed first
) STRICT;
CREATE INDEX failures_by_source ON failures (source);

-- What people say about events: a layer of its own that changes no event. Fields of `Correction`.
CREATE TABLE corrections (
    number   INTEGER PRIMARY KEY,  -- 1, 2, ... in the order they were made
    event_id TEXT NOT NULL,        -- the event they are about, in whichever run
    field    TEXT NOT NULL,        -- field of the event, such as event_type
    value    TEXT,                 -- what it should be; NULL for unknown
    author   TEXT NOT NULL,        -- who says so
    made_at  TEXT NOT NULL         -- when
) STRICT;
CREATE INDEX corrections_by_event ON corrections (event_id);

-- The manifest: a Parquet file exists for readers if and only if it is here and not retired.
CREATE TABLE segments (
    number     INTEGER PRIMARY KEY,   -- 1, 2, ... in the order of writing
    name       TEXT NOT NULL UNIQUE,  -- file under segments/
    kind       TEXT NOT NULL,         -- events, claims or situations
    rows       INTEGER NOT NULL,      -- how many records it holds
    bytes      INTEGER NOT NULL,      -- size of the file
    sha256     TEXT NOT NULL,         -- hash of the file
    is_retired INTEGER NOT NULL       -- 1 once another segment holds its rows; the next writer deletes the file
) STRICT;
CREATE INDEX segments_live ON segments (kind) WHERE is_retired = 0;

-- =================================================================================== segments/*.parquet

-- Someone doing something to someone. Fields of the record `Event`.
CREATE TABLE events (
    run_id      VARCHAR,  -- the run that found it
    position    INTEGER,  -- 0, 1, ... in the order of the article
    published   DATE,     -- publication date of the article
    id          VARCHAR,  -- deterministic: the same words, rule and versions give the same id
    article_id  VARCHAR,  -- the article that reports it
    event_type  VARCHAR,  -- key into ontology.toml, such as ACCUSE
    mode        VARCHAR,  -- PLOVER mode
    contexts    VARCHAR[],  -- PLOVER contexts
    cameo       VARCHAR,  -- CAMEO code
    actors      STRUCT("entity" VARCHAR, country VARCHAR, cow VARCHAR, "role" VARCHAR, sector VARCHAR, "name" VARCHAR, wikidata VARCHAR, mention STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR))[],  -- who acts; all sides of a meeting
    recipients  STRUCT("entity" VARCHAR, country VARCHAR, cow VARCHAR, "role" VARCHAR, sector VARCHAR, "name" VARCHAR, wikidata VARCHAR, mention STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR))[],  -- who is acted upon
    status      VARCHAR,  -- asserted, planned, hypothetical, negated or historical
    occurred    STRUCT("start" DATE, "end" DATE, "text" VARCHAR),  -- days, end not included, and the words that say so
    place       STRUCT("name" VARCHAR, country VARCHAR, latitude DOUBLE, longitude DOUBLE, geonames VARCHAR, "precision" VARCHAR),  -- where
    attribution STRUCT(voice VARCHAR, "entity" VARCHAR, country VARCHAR, cue VARCHAR, basis VARCHAR, mention STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR))[],  -- chain of voices, nearest to the content first
    claim_id    VARCHAR,  -- the claim that carries it
    "trigger"   STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR),  -- the words that name the act
    evidence    STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR),  -- the sentence that says so
    "rule"      VARCHAR,  -- the rule that read it
    runner_up   STRUCT(event_type VARCHAR, "rule" VARCHAR, confidence DOUBLE),  -- the reading that came second
    confidence  DOUBLE,   -- 0 to 1
    learned     DOUBLE,   -- what the parser's event head alone gives to the type; NULL without such a head
    reported_in STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[]  -- every sentence of the article that reports it
);

-- Somebody saying something. Fields of the record `Claim`.
CREATE TABLE claims (
    run_id      VARCHAR,  -- the run that found it
    position    INTEGER,  -- 0, 1, ... in the order of the article
    published   DATE,     -- publication date of the article
    id          VARCHAR,  -- deterministic: the same words and versions give the same id
    article_id  VARCHAR,  -- the article that reports it
    kind        VARCHAR,  -- direct, indirect, mixed or scare
    speech_act  VARCHAR,  -- assert, accuse, demand, offer, commit, threaten, predict, interpret, report or decline
    speaker     STRUCT("name" VARCHAR, "entity" VARCHAR, country VARCHAR, "role" VARCHAR, named BOOLEAN, resolved_by VARCHAR),  -- who says it
    attribution STRUCT(voice VARCHAR, "entity" VARCHAR, country VARCHAR, cue VARCHAR, basis VARCHAR, mention STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR))[],  -- voices between speaker and page
    "content"   STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[],  -- what is said
    cue         STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[],  -- the words that make it a claim
    source      STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[],  -- the words that name the speaker
    "condition" STRUCT(kind VARCHAR, "text" VARCHAR, consequent VARCHAR, responsible VARCHAR, span STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)),  -- what it hangs on
    demand      STRUCT(task VARCHAR, obligor VARCHAR),  -- what it asks of whom
    deadline    STRUCT("start" DATE, "end" DATE, "text" VARCHAR),  -- until when
    certainty   VARCHAR,  -- certain, probable, possible or unknown
    polarity    VARCHAR,  -- positive or negative
    said        STRUCT("start" DATE, "end" DATE, "text" VARCHAR),  -- when it was said
    events      VARCHAR[],  -- ids of the events it carries
    same_as     VARCHAR[]   -- ids of claims that say the same
);

-- How things stand, as somebody assesses it. Fields of the record `Situation`.
CREATE TABLE situations (
    run_id     VARCHAR,  -- the run that found it
    position   INTEGER,  -- 0, 1, ... in the order of the article
    published  DATE,     -- publication date of the article
    article_id VARCHAR,  -- the article that says so
    topic      VARCHAR,  -- what is assessed, such as talks
    state      VARCHAR,  -- how it stands, such as stalled
    holder     VARCHAR,  -- who assesses
    "text"     STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)  -- the words that say so
);
