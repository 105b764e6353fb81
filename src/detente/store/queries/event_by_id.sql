-- event_by_id: the events of the runs that count whose id begins like this.
-- takes:   $files, $superseded (run ids), $prefix
-- returns: the columns of events in schema.sql, in the order of ids; at most six rows
SELECT events.*
FROM read_parquet($files, union_by_name = true, hive_partitioning = false) AS events
WHERE run_id NOT IN (SELECT unnest($superseded::VARCHAR[]))
    AND starts_with(id, $prefix)
ORDER BY id
LIMIT 6
