-- Instants are ISO 8601 text in UTC, durations too. One statement ends at each line that ends in ';'.

CREATE TABLE migrations (
    version INTEGER PRIMARY KEY,
    at      TEXT NOT NULL
);

-- Who may write events: the process that raised the token last. One row.
CREATE TABLE fence (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    token INTEGER NOT NULL,
    pid   INTEGER NOT NULL,
    since TEXT NOT NULL,
    ready INTEGER NOT NULL
);
INSERT INTO fence VALUES (1, 0, 0, '', 0);

-- One row a run, kept by the transaction that appends its events. What 'ls' shows comes from here alone.
CREATE TABLE runs (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    workflow   TEXT NOT NULL,
    variant    TEXT NOT NULL,
    definition TEXT NOT NULL,
    parent     TEXT,
    status     TEXT NOT NULL,
    waits      TEXT NOT NULL,
    next       TEXT NOT NULL,
    wakes      TEXT,
    head       TEXT NOT NULL,
    started    TEXT NOT NULL,
    updated    TEXT NOT NULL
);
CREATE INDEX runs_by_name ON runs (name);

CREATE TABLE events (
    run   TEXT NOT NULL,
    seq   INTEGER NOT NULL,
    at    TEXT NOT NULL,
    actor TEXT NOT NULL,
    type  TEXT NOT NULL,
    json  TEXT NOT NULL,
    hash  TEXT NOT NULL,
    PRIMARY KEY (run, seq)
) WITHOUT ROWID;

-- What any process asks of the runner. A row is taken in the transaction that journals it.
CREATE TABLE inbox (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    run   TEXT NOT NULL,
    actor TEXT NOT NULL,
    json  TEXT NOT NULL,
    at    TEXT NOT NULL,
    taken TEXT
);
CREATE INDEX inbox_waiting ON inbox (id) WHERE taken IS NULL;

CREATE TABLE worktrees (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    feature TEXT NOT NULL,
    path    TEXT NOT NULL,
    branch  TEXT NOT NULL,
    base    TEXT NOT NULL,
    created TEXT NOT NULL,
    status  TEXT NOT NULL,
    pr      TEXT,
    run     TEXT NOT NULL
);

-- Ports and named locks. The fence of a name rises each time it changes hands and is never reused.
CREATE TABLE leases (
    name  TEXT PRIMARY KEY,
    run   TEXT NOT NULL,
    note  TEXT NOT NULL,
    fence INTEGER NOT NULL,
    since TEXT NOT NULL
);
CREATE TABLE lease_fences (
    name  TEXT PRIMARY KEY,
    fence INTEGER NOT NULL
);

-- One row an attempt. 'actual' stays NULL while it is not known, and then the reserve counts.
CREATE TABLE budget (
    attempt  TEXT PRIMARY KEY,
    run      TEXT NOT NULL,
    day      TEXT NOT NULL,
    reserved REAL NOT NULL,
    actual   REAL
);
CREATE INDEX budget_by_day ON budget (day);
CREATE INDEX budget_by_run ON budget (run);

CREATE TABLE breakers (
    target   TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    opened   TEXT,
    probing  TEXT
);

CREATE TABLE uptime (
    target TEXT NOT NULL,
    at     TEXT NOT NULL,
    up     INTEGER NOT NULL,
    took   TEXT NOT NULL,
    PRIMARY KEY (target, at)
) WITHOUT ROWID;

CREATE TABLE trusted (
    path TEXT NOT NULL,
    hash TEXT NOT NULL,
    who  TEXT NOT NULL,
    at   TEXT NOT NULL,
    PRIMARY KEY (path, hash)
) WITHOUT ROWID;
