-- superseded_runs: runs whose events and claims are history.
-- takes:   nothing
-- returns: id
SELECT id FROM runs WHERE counts = 0
