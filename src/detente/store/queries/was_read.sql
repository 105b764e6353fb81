-- was_read: whether a source was read by an origin, with or without success.
-- takes:   $source, $content_hash, $origin_id
-- returns: one row if so
SELECT 1 FROM ledger WHERE source = $source AND content_hash = $content_hash AND origin_id = $origin_id
