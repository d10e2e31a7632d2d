"""The tables of a library file and how an older file is brought forward: one script a schema version.

A new file runs every script, an older one those it lacks, so both end in the same tables. A released script is never
edited: a change to the tables is a new script. Every statement begins on a line of its own.
"""

from __future__ import annotations

#: SQLite's application id of a library file: "pkg1" in ASCII.
APPLICATION_ID = 0x706B6731

_FIRST = """
CREATE TABLE meta (                     -- revision, unresolved
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    location TEXT NOT NULL UNIQUE,      -- from the folder of the library: the same file however the user named it
    name TEXT NOT NULL                  -- as the user last named it
);

CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- the stable id
    record TEXT NOT NULL,               -- merged from its entries: JSON of kg.records.Paper without origins
    extractor INTEGER REFERENCES extractor (id)     -- which one read its present text; NULL: none yet
);
CREATE INDEX paper_by_extractor ON paper (extractor);

CREATE TABLE entry (                    -- a paper as one source gives it, so that a merged paper can be made again
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (id),
    place TEXT NOT NULL,
    identity TEXT NOT NULL,             -- what it is found by when its source is read again
    own_id TEXT,
    hash BLOB NOT NULL,                 -- of record
    record TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES paper (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX entry_by_identity ON entry (source, identity);
CREATE INDEX entry_by_place ON entry (source, place);
CREATE INDEX entry_by_own_id ON entry (own_id, source) WHERE own_id IS NOT NULL;
CREATE INDEX entry_by_paper ON entry (paper);

CREATE TABLE paper_key (                -- identity keys (loaders.papers.keys): what may be the same paper shares one
    key TEXT NOT NULL,
    paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    PRIMARY KEY (key, paper)
) WITHOUT ROWID;
CREATE INDEX paper_key_by_paper ON paper_key (paper);

CREATE TABLE extractor (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE
);

CREATE TABLE concept (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- "benchmark:mmlu"
    label TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,              -- JSON list
    variant_of TEXT                     -- key of a concept
);

CREATE TABLE name (                     -- every spelling of every concept, by its normal form
    key TEXT NOT NULL,
    concept INTEGER NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
    PRIMARY KEY (key, concept)
) WITHOUT ROWID;
CREATE INDEX name_by_concept ON name (concept);

CREATE TABLE step (                     -- why a name belongs to a concept, or is kept from it
    concept INTEGER NOT NULL REFERENCES concept (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    other TEXT NOT NULL,
    step TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (concept, position)
) WITHOUT ROWID;

CREATE TABLE decision (                 -- what a user said about names; the latest last
    id INTEGER PRIMARY KEY,
    verb TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    other TEXT NOT NULL,
    why TEXT NOT NULL,
    UNIQUE (verb, kind, name, other)
);

CREATE TABLE entity (                   -- offsets count characters of the paper's text
    paper INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    role TEXT NOT NULL,
    aliases TEXT,                       -- JSON list; NULL: none
    mentions TEXT NOT NULL,             -- JSON list: start, end, start, end ...
    sureness REAL NOT NULL,             -- that this is an entity of this type
    start INTEGER NOT NULL,             -- the sentence that the role rests on
    end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    concept INTEGER REFERENCES concept (id) ON DELETE SET NULL,
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE INDEX entity_by_concept ON entity (concept);

CREATE TABLE relation (
    paper INTEGER NOT NULL,
    position INTEGER NOT NULL,
    head INTEGER NOT NULL,              -- positions of entities of the paper
    type TEXT NOT NULL,
    tail INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (paper, position),
    FOREIGN KEY (paper, head) REFERENCES entity (paper, position) ON DELETE CASCADE,
    FOREIGN KEY (paper, tail) REFERENCES entity (paper, position) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE result (
    paper INTEGER NOT NULL,
    position INTEGER NOT NULL,
    method INTEGER,                     -- NULL: the text names none
    data INTEGER NOT NULL,
    metric INTEGER,
    value TEXT NOT NULL,
    kind TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    PRIMARY KEY (paper, position),
    FOREIGN KEY (paper, method) REFERENCES entity (paper, position) ON DELETE CASCADE,
    FOREIGN KEY (paper, data) REFERENCES entity (paper, position) ON DELETE CASCADE,
    FOREIGN KEY (paper, metric) REFERENCES entity (paper, position) ON DELETE CASCADE
) WITHOUT ROWID;
"""

_SECOND = """
CREATE TABLE pattern (                  -- entities written alike, as resolution last took them up
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    aliases TEXT NOT NULL,              -- JSON list
    offers BLOB NOT NULL,               -- its signs (loaders.resolution.components): 64-bit numbers
    wants BLOB NOT NULL,
    UNIQUE (name, type, aliases)
);
CREATE TABLE offer (                    -- a pattern that wants a sign belongs together with those that offer it
    sign INTEGER NOT NULL,
    pattern INTEGER NOT NULL,
    PRIMARY KEY (sign, pattern)
) WITHOUT ROWID;
CREATE TABLE want (
    sign INTEGER NOT NULL,
    pattern INTEGER NOT NULL,
    PRIMARY KEY (sign, pattern)
) WITHOUT ROWID;

ALTER TABLE entity ADD COLUMN pattern INTEGER;      -- NULL: not resolved since it was found
CREATE INDEX entity_by_pattern ON entity (pattern, concept);

CREATE TABLE touched (                  -- patterns to be resolved again with all that belongs to them
    pattern INTEGER NOT NULL,
    concept INTEGER NOT NULL,           -- what a use that is gone meant; 0: none
    PRIMARY KEY (pattern, concept)
) WITHOUT ROWID;
CREATE TRIGGER entity_gone AFTER DELETE ON entity WHEN old.pattern IS NOT NULL BEGIN
    INSERT OR IGNORE INTO touched VALUES (old.pattern, coalesce(old.concept, 0));
END;

ALTER TABLE step ADD COLUMN sureness REAL NOT NULL DEFAULT 1;

CREATE TABLE listed (                   -- decisions of the user's list, as it was last read; the latest last
    id INTEGER PRIMARY KEY,
    verb TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    other TEXT NOT NULL,
    why TEXT NOT NULL
);
"""

_THIRD = """
ALTER TABLE pattern ADD COLUMN key TEXT NOT NULL DEFAULT '';    -- the normal form of its name
ALTER TABLE pattern ADD COLUMN read_as TEXT NOT NULL DEFAULT '';    -- its type, where the papers' is a slip
CREATE INDEX pattern_by_key ON pattern (key);
"""

#: MIGRATIONS[n] brings a file of schema version n to version n + 1; version 0 is an empty file.
MIGRATIONS: tuple[str, ...] = (_FIRST, _SECOND, _THIRD)
SCHEMA_VERSION = len(MIGRATIONS)
