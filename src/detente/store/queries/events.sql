-- events: events of the runs that count, the earliest first, those without a day last.
-- takes:   $files, $superseded (run ids), and the fields of EventFilter; NULL asks for nothing
-- returns: the columns of events in schema.sql
SELECT events.*
FROM read_parquet($files, union_by_name = true, hive_partitioning = false) AS events
WHERE run_id NOT IN (SELECT unnest($superseded::VARCHAR[]))
    AND ($article_id IS NULL OR article_id = $article_id)
    AND ($event_type IS NULL OR event_type = $event_type)
    AND ($mode IS NULL OR mode = $mode)
    AND ($status IS NULL OR status = $status)
    AND ($since IS NULL OR coalesce(occurred.start, published) >= $since)
    AND ($until IS NULL OR coalesce(occurred.start, published) < $until)
    AND ($actor IS NULL OR len(list_filter(actors, lambda side: side.entity = $actor OR side.country = $actor)) > 0)
    -- Sides of a meeting are each other's recipients; asked for both sides alike, it takes two of them.
    AND (
        $recipient IS NULL
        OR len(list_filter(recipients, lambda side: side.entity = $recipient OR side.country = $recipient)) > 0
        OR (
            len(recipients) = 0 AND len(actors) > 1
            AND len(list_filter(actors, lambda side: side.entity = $recipient OR side.country = $recipient))
                >= CASE WHEN $actor = $recipient THEN 2 ELSE 1 END
        )
    )
ORDER BY coalesce(occurred.start, published) NULLS LAST, article_id, position
LIMIT $limit
