-- Boards and trees of units. One file holds a city: a board's lines are found by path and put in order.

CREATE INDEX items_unfulfilled ON items (path) WHERE kind = 'need' AND status = 'unfulfilled' AND due_at IS NOT NULL;
CREATE INDEX items_under_way ON items (path) WHERE kind = 'need' AND status IN ('dispatching', 'accepted', 'inService') AND due_at IS NOT NULL;
CREATE INDEX items_met ON items (path) WHERE kind = 'need' AND status IN ('done', 'rated');

-- Units by their level, by their id, and by the unit they hang under: the path without its last step.
CREATE INDEX items_units ON items (id, stream) WHERE kind = 'unit';
CREATE INDEX items_units_by_level ON items (category, status, id, stream) WHERE kind = 'unit';
CREATE INDEX items_units_below ON items (rtrim(rtrim(path, '/'), '0123456789-PABCDEFGHIJKLMNOQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'), id, stream) WHERE kind = 'unit';

-- A tally says whether needs of its month are still open. Those written before say that they may be.
CREATE INDEX items_tallies ON items (stream, month, status) WHERE kind IN ('tally', 'childTally');
UPDATE items SET status = 'open' WHERE kind IN ('tally', 'childTally') AND status IS NULL;
