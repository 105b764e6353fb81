-- run_totals: how many records the runs found, whether they count or not.
-- takes:   nothing
-- returns: events, claims, situations
SELECT coalesce(sum(events), 0), coalesce(sum(claims), 0), coalesce(sum(situations), 0) FROM runs
