-- supersede_run: lets no run of an article count, before another one does.
-- takes:   $article_id
-- returns: nothing
UPDATE runs SET counts = 0 WHERE article_id = $article_id AND counts = 1
