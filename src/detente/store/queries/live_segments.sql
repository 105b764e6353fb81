-- live_segments: the manifest.
-- takes:   nothing
-- returns: name, kind, rows, bytes, sha256, in the order of writing
SELECT name, kind, rows, bytes, sha256 FROM segments WHERE is_retired = 0 ORDER BY number
