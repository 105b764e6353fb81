-- put_ledger: acknowledges a source; the same result again changes nothing.
-- takes:   $source, $content_hash, $origin_id, $run_id (NULL if it failed), $read_at
-- returns: nothing
INSERT INTO ledger (source, content_hash, origin_id, run_id, read_at)
VALUES ($source, $content_hash, $origin_id, $run_id, $read_at)
ON CONFLICT (source, content_hash, origin_id) DO UPDATE SET run_id = excluded.run_id, read_at = excluded.read_at
WHERE run_id IS NOT excluded.run_id
