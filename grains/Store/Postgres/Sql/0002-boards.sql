-- Boards and trees of units at any size. The lines of a board come in order from an index of each upper level: the city's, the county's,
-- the town's, the village's. What a point has is found among its village's. An index holds only the needs of its list: a need that is submitted or
-- checked is in none.

CREATE INDEX items_unfulfilled_1 ON items (split_part(path, '/', 2), due_at, id, stream) WHERE kind = 'need' AND status = 'unfulfilled' AND due_at IS NOT NULL;
CREATE INDEX items_unfulfilled_2 ON items (split_part(path, '/', 3), due_at, id, stream) WHERE kind = 'need' AND status = 'unfulfilled' AND due_at IS NOT NULL;
CREATE INDEX items_unfulfilled_3 ON items (split_part(path, '/', 4), due_at, id, stream) WHERE kind = 'need' AND status = 'unfulfilled' AND due_at IS NOT NULL;
CREATE INDEX items_unfulfilled_4 ON items (split_part(path, '/', 5), due_at, id, stream) WHERE kind = 'need' AND status = 'unfulfilled' AND due_at IS NOT NULL;

CREATE INDEX items_under_way_1 ON items (split_part(path, '/', 2), due_at, id, stream)
    WHERE kind = 'need' AND status IN ('dispatching', 'accepted', 'inService') AND due_at IS NOT NULL;
CREATE INDEX items_under_way_2 ON items (split_part(path, '/', 3), due_at, id, stream)
    WHERE kind = 'need' AND status IN ('dispatching', 'accepted', 'inService') AND due_at IS NOT NULL;
CREATE INDEX items_under_way_3 ON items (split_part(path, '/', 4), due_at, id, stream)
    WHERE kind = 'need' AND status IN ('dispatching', 'accepted', 'inService') AND due_at IS NOT NULL;
CREATE INDEX items_under_way_4 ON items (split_part(path, '/', 5), due_at, id, stream)
    WHERE kind = 'need' AND status IN ('dispatching', 'accepted', 'inService') AND due_at IS NOT NULL;

CREATE INDEX items_met_1 ON items (split_part(path, '/', 2), created_at, id, stream) WHERE kind = 'need' AND status IN ('done', 'rated');
CREATE INDEX items_met_2 ON items (split_part(path, '/', 3), created_at, id, stream) WHERE kind = 'need' AND status IN ('done', 'rated');
CREATE INDEX items_met_3 ON items (split_part(path, '/', 4), created_at, id, stream) WHERE kind = 'need' AND status IN ('done', 'rated');
CREATE INDEX items_met_4 ON items (split_part(path, '/', 5), created_at, id, stream) WHERE kind = 'need' AND status IN ('done', 'rated');

-- Units by their level, by their id, and by the unit they hang under: the path without its last step.
CREATE INDEX items_units ON items (id, stream) WHERE kind = 'unit';
CREATE INDEX items_units_by_level ON items (category, status, id, stream) WHERE kind = 'unit';
CREATE INDEX items_units_below ON items (rtrim(rtrim(path, '/'), '0123456789-PABCDEFGHIJKLMNOQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'), id, stream) WHERE kind = 'unit';

-- A tally says whether needs of its month are still open. Those written before say that they may be.
CREATE INDEX items_tallies ON items (stream, month, status) WHERE kind IN ('tally', 'childTally');
UPDATE items SET status = 'open' WHERE kind IN ('tally', 'childTally') AND status IS NULL;
