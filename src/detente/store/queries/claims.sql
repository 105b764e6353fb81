-- claims: claims of the runs that count, the earliest first, those without a day last.
-- takes:   $files, $superseded (run ids), and the fields of ClaimFilter; NULL asks for nothing
-- returns: the columns of claims in schema.sql
SELECT claims.*
FROM read_parquet($files, union_by_name = true, hive_partitioning = false) AS claims
WHERE run_id NOT IN (SELECT unnest($superseded::VARCHAR[]))
    AND ($article_id IS NULL OR article_id = $article_id)
    AND (
        $speaker IS NULL
        OR speaker.entity = $speaker
        OR speaker.country = $speaker
        OR contains(' ' || lower(speaker.name) || ' ', ' ' || lower($speaker) || ' ')
    )
    AND ($speech_act IS NULL OR speech_act = $speech_act)
    AND ($since IS NULL OR coalesce(said.start, published) >= $since)
    AND ($until IS NULL OR coalesce(said.start, published) < $until)
    AND ($has_condition IS NULL OR (condition IS NOT NULL) = $has_condition)
    AND ($has_deadline IS NULL OR (deadline IS NOT NULL) = $has_deadline)
ORDER BY coalesce(said.start, published) NULLS LAST, article_id, position
LIMIT $limit
