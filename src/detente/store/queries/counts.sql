-- counts: how much there is; events, claims and situations of the runs that count.
-- takes:   nothing
-- returns: the fields of Counts
SELECT
    (SELECT count(*) FROM articles),
    (SELECT count(*) FROM runs),
    coalesce(sum(events), 0),
    coalesce(sum(claims), 0),
    coalesce(sum(situations), 0),
    (SELECT count(*) FROM failures),
    (SELECT count(*) FROM corrections),
    (SELECT count(*) FROM segments WHERE is_retired = 0)
FROM runs WHERE counts = 1
