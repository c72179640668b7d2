-- A message continues the trace of what caused it: its W3C traceparent, null where nobody traced.
ALTER TABLE outbox ADD COLUMN trace text;

-- The census counts the needs that are open, not the years of them that are closed.
CREATE INDEX items_open_needs ON items (path) WHERE open AND kind = 'need';

-- Parked messages wait for a person; there should be none.
CREATE INDEX outbox_parked ON outbox (at) WHERE parked;
