-- search: articles that match a full-text expression, the best first.
-- takes:   $words, $limit (-1 for all)
-- returns: article_id, headline, publisher, published, excerpt
SELECT
    articles.id, articles.headline, publisher, published,
    snippet(articles_text, 1, '', '', '…', 32)
FROM articles_text JOIN articles ON articles.number = articles_text.rowid
WHERE articles_text MATCH $words
ORDER BY bm25(articles_text, 5.0, 1.0), articles.id
LIMIT $limit
