-- add_furniture: keeps a piece of furniture.
-- takes:   $article_id, $position, $kind, $text
-- returns: nothing
INSERT INTO furniture (article_id, position, kind, text) VALUES ($article_id, $position, $kind, $text)
