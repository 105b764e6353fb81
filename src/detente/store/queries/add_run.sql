-- add_run: keeps a run; it does not count yet.
-- takes:   $id, $article_id, $origin_id, $read_at, $events, $claims, $situations
-- returns: nothing
INSERT INTO runs (id, article_id, origin_id, read_at, counts, events, claims, situations)
VALUES ($id, $article_id, $origin_id, $read_at, 0, $events, $claims, $situations)
