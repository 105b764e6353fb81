-- put_article: keeps an article, over what an earlier run knew of it.
-- takes:   the fields of Article that are columns
-- returns: nothing
INSERT INTO articles (
    id, url, publisher, headline, byline, language, published, published_basis, text,
    dateline_place, dateline_agency
)
VALUES (
    $id, $url, $publisher, $headline, $byline, $language, $published, $published_basis, $text,
    $dateline_place, $dateline_agency
)
ON CONFLICT (id) DO UPDATE SET
    url = excluded.url, publisher = excluded.publisher, headline = excluded.headline,
    byline = excluded.byline, language = excluded.language, published = excluded.published,
    published_basis = excluded.published_basis, text = excluded.text,
    dateline_place = excluded.dateline_place, dateline_agency = excluded.dateline_agency
