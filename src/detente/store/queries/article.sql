-- article: one article.
-- takes:   $id
-- returns: what `articles` returns; no row if it is unknown
SELECT
    id, url, publisher, headline, byline, language, published, published_basis, text,
    dateline_place, dateline_agency
FROM articles WHERE id = $id
