-- articles_with_words: as `articles`, of those that match a full-text expression.
-- takes:   $words, and what `articles` takes
-- returns: what `articles` returns
SELECT
    articles.id, url, publisher, articles.headline, byline, language, published, published_basis,
    articles.text, dateline_place, dateline_agency
FROM articles_text JOIN articles ON articles.number = articles_text.rowid
WHERE articles_text MATCH $words
    AND ($publisher IS NULL OR publisher = $publisher)
    AND ($since IS NULL OR published >= $since)
    AND ($until IS NULL OR published < $until)
ORDER BY published IS NULL, published, articles.id
LIMIT $limit
