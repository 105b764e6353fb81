-- add_correction: keeps what somebody says about an event.
-- takes:   $event_id, $field, $value, $author, $made_at
-- returns: nothing
INSERT INTO corrections (event_id, field, value, author, made_at)
VALUES ($event_id, $field, $value, $author, $made_at)
