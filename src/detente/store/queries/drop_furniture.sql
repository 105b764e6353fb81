-- drop_furniture: forgets an article's furniture, before a run tells it anew.
-- takes:   $article_id
-- returns: nothing
DELETE FROM furniture WHERE article_id = $article_id
