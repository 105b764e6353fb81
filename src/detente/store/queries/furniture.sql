-- furniture: the furniture of an article, in the order of the page.
-- takes:   $article_id
-- returns: kind, text
SELECT kind, text FROM furniture WHERE article_id = $article_id ORDER BY position
