-- failures: why sources have no record, the latest first.
-- takes:   $limit (-1 for all)
-- returns: stage, item_id, reason
SELECT stage, item_id, reason FROM failures ORDER BY number DESC LIMIT $limit
