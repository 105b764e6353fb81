-- corrections: what people say about an event, in the order they said it.
-- takes:   $event_id
-- returns: event_id, field, value, author, made_at
SELECT event_id, field, value, author, made_at FROM corrections WHERE event_id = $event_id ORDER BY number
