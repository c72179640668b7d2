-- The unit store. Collation "C" throughout: the order of bytes is the order of keys, the same as on SQLite, and serves prefixes.
-- Documents are json, not jsonb: the text is kept as it was written (a type discriminator stays first), yet it must be valid.

CREATE TABLE heads (
    stream      text COLLATE "C" PRIMARY KEY,
    version     bigint NOT NULL,
    last_change uuid NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE events (
    stream    text COLLATE "C" NOT NULL,
    seq       bigint NOT NULL,
    change_id uuid NOT NULL,
    type      text COLLATE "C" NOT NULL,
    item      text COLLATE "C",
    at        timestamptz NOT NULL,
    actor     text COLLATE "C" NOT NULL,
    data      json NOT NULL,
    PRIMARY KEY (stream, seq)
);
CREATE INDEX events_by_item ON events (stream, item, seq) WHERE item IS NOT NULL;

CREATE TABLE items (
    stream     text COLLATE "C" NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    version    bigint NOT NULL,
    path       text COLLATE "C" NOT NULL,
    open       boolean NOT NULL,
    status     text COLLATE "C",
    category   text COLLATE "C",
    urgency    text COLLATE "C",
    month      text COLLATE "C",
    created_at timestamptz NOT NULL,
    due_at     timestamptz,
    wake_at    timestamptz,
    shard      smallint NOT NULL,
    text       text,
    search     text[],
    doc        json NOT NULL,
    PRIMARY KEY (stream, kind, id)
) WITH (fillfactor = 85);
CREATE INDEX items_open ON items (stream) WHERE open;
CREATE INDEX items_wake ON items (shard, wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX items_by_due ON items (kind, due_at, id, stream) WHERE due_at IS NOT NULL;
CREATE INDEX items_by_time ON items (kind, created_at, id, stream);
CREATE INDEX items_by_path ON items (kind, path);
CREATE INDEX items_search ON items USING gin (search);

-- An ordered message stands in the slot of its number, a report in slot 0: there is one for each topic.
CREATE TABLE outbox (
    stream   text COLLATE "C" NOT NULL,
    receiver text COLLATE "C" NOT NULL,
    topic    text COLLATE "C" NOT NULL,
    slot     bigint NOT NULL,
    seq      bigint NOT NULL,
    type     text COLLATE "C" NOT NULL,
    payload  text NOT NULL,
    at       timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    parked   boolean NOT NULL DEFAULT false,
    shard    smallint NOT NULL,
    PRIMARY KEY (stream, receiver, topic, slot)
);
CREATE INDEX outbox_waiting ON outbox (shard, at) WHERE NOT parked;

CREATE TABLE marks (
    stream text COLLATE "C" NOT NULL,
    sender text COLLATE "C" NOT NULL,
    seq    bigint NOT NULL,
    PRIMARY KEY (stream, sender)
) WITH (fillfactor = 70);

CREATE TABLE outcomes (
    stream      text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    result      text COLLATE "C" NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (stream, key)
);
CREATE INDEX outcomes_by_time ON outcomes USING brin (at);

CREATE TABLE persons (
    ref    text COLLATE "C" PRIMARY KEY,
    sealed bytea NOT NULL
);
