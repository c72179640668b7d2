-- The unit store. Times are unix microseconds, ids of changes 16 bytes, booleans 0 or 1. The order of text is the order of bytes.

CREATE TABLE heads (
    stream      TEXT PRIMARY KEY,
    version     INTEGER NOT NULL,
    last_change BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE events (
    stream    TEXT NOT NULL,
    seq       INTEGER NOT NULL,
    change_id BLOB NOT NULL,
    type      TEXT NOT NULL,
    item      TEXT,
    at        INTEGER NOT NULL,
    actor     TEXT NOT NULL,
    data      TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (stream, seq)
) WITHOUT ROWID;
CREATE INDEX events_by_item ON events (stream, item, seq) WHERE item IS NOT NULL;

CREATE TABLE items (
    row        INTEGER PRIMARY KEY,
    stream     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    INTEGER NOT NULL,
    path       TEXT NOT NULL,
    open       INTEGER NOT NULL,
    status     TEXT,
    category   TEXT,
    urgency    TEXT,
    month      TEXT,
    created_at INTEGER NOT NULL,
    due_at     INTEGER,
    wake_at    INTEGER,
    shard      INTEGER NOT NULL,
    text       TEXT,
    doc        TEXT NOT NULL CHECK (json_valid(doc)),
    UNIQUE (stream, kind, id)
);
CREATE INDEX items_open ON items (stream) WHERE open;
CREATE INDEX items_wake ON items (shard, wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX items_by_due ON items (kind, due_at, id, stream) WHERE due_at IS NOT NULL;
CREATE INDEX items_by_time ON items (kind, created_at, id, stream);
CREATE INDEX items_by_path ON items (kind, path);

-- The ascii tokenizer takes every character beyond ASCII as part of a token: the tokens of SearchText stay whole.
CREATE VIRTUAL TABLE items_text USING fts5 (tokens, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- An ordered message stands in the slot of its number, a report in slot 0: there is one for each topic.
CREATE TABLE outbox (
    stream   TEXT NOT NULL,
    receiver TEXT NOT NULL,
    topic    TEXT NOT NULL,
    slot     INTEGER NOT NULL,
    seq      INTEGER NOT NULL,
    type     TEXT NOT NULL,
    payload  TEXT NOT NULL,
    at       INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    parked   INTEGER NOT NULL DEFAULT 0,
    shard    INTEGER NOT NULL,
    PRIMARY KEY (stream, receiver, topic, slot)
) WITHOUT ROWID;
CREATE INDEX outbox_waiting ON outbox (shard, at) WHERE NOT parked;

CREATE TABLE marks (
    stream TEXT NOT NULL,
    sender TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (stream, sender)
) WITHOUT ROWID;

CREATE TABLE outcomes (
    stream      TEXT NOT NULL,
    key         TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    result      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (stream, key)
) WITHOUT ROWID;
CREATE INDEX outcomes_by_time ON outcomes (at);

CREATE TABLE persons (
    ref    TEXT PRIMARY KEY,
    sealed BLOB NOT NULL
) WITHOUT ROWID;
