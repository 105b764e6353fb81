-- add_failure: keeps a failure once.
-- takes:   $source, $content_hash, $stage, $item_id, $reason, $failed_at
-- returns: nothing
INSERT INTO failures (source, content_hash, stage, item_id, reason, failed_at)
SELECT $source, $content_hash, $stage, $item_id, $reason, $failed_at
WHERE NOT EXISTS (
    SELECT 1 FROM failures
    WHERE source = $source AND content_hash IS $content_hash
        AND stage = $stage AND item_id = $item_id AND reason = $reason
)
