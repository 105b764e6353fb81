-- runs: the runs of an article, the first one first.
-- takes:   $article_id
-- returns: id, detente, lexicon, parser, read_at, counts, events, claims, situations
SELECT runs.id, detente, lexicon, parser, read_at, counts, events, claims, situations
FROM runs JOIN origins ON origins.id = runs.origin_id
WHERE article_id = $article_id
ORDER BY number
