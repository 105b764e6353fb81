-- run_records: what one run found, of whichever kind the files hold.
-- takes:   $files, $run_id
-- returns: the columns of that kind in schema.sql, in the order of the article
SELECT records.*
FROM read_parquet($files, union_by_name = true, hive_partitioning = false) AS records
WHERE run_id = $run_id
ORDER BY position
