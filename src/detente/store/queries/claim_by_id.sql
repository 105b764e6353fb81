-- claim_by_id: the claims of the runs that count whose id begins like this.
-- takes:   $files, $superseded (run ids), $prefix
-- returns: the columns of claims in schema.sql, in the order of ids; at most six rows
SELECT claims.*
FROM read_parquet($files, union_by_name = true, hive_partitioning = false) AS claims
WHERE run_id NOT IN (SELECT unnest($superseded::VARCHAR[]))
    AND starts_with(id, $prefix)
ORDER BY id
LIMIT 6
