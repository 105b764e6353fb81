-- articles: articles, the earliest published first, those without a date last.
-- takes:   $publisher, $since, $until ($until not included), $limit (-1 for all); NULL asks for nothing
-- returns: the fields of Article that are columns
SELECT
    id, url, publisher, headline, byline, language, published, published_basis, text,
    dateline_place, dateline_agency
FROM articles
WHERE ($publisher IS NULL OR publisher = $publisher)
    AND ($since IS NULL OR published >= $since)
    AND ($until IS NULL OR published < $until)
ORDER BY published IS NULL, published, id
LIMIT $limit
