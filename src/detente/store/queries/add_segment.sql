-- add_segment: makes a segment visible.
-- takes:   $name, $kind, $rows, $bytes, $sha256
-- returns: nothing
INSERT INTO segments (name, kind, rows, bytes, sha256, is_retired)
VALUES ($name, $kind, $rows, $bytes, $sha256, 0)
