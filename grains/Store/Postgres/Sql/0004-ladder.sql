-- What stands on the ladder of what is late, oldest limit first: it is little beside what stood there in former years.
CREATE INDEX items_climbs ON items (due_at, id, stream) WHERE kind = 'climb' AND open;
