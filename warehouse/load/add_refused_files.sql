-- Files that gave no document (`refused_files`). One that cannot be read just now and was loaded before keeps its
-- document: its reject is about the newer state that could not be read.
MERGE INTO rejects
USING (
    SELECT DISTINCT ON (reject_id)
        * EXCLUDE (stands) REPLACE (
            CASE WHEN stands THEN 'update' ELSE kind END AS kind,
            CASE WHEN stands THEN detail || '; its document stands as it was loaded before' ELSE detail END AS detail
        ),
        $run_id AS run_id
    FROM (
        SELECT *, code = 'unreadable' AND source_path IN (SELECT unnest(source_paths) FROM sources) AS stands
        FROM refused_files
    )
) AS refused
USING (reject_id)
WHEN NOT MATCHED THEN INSERT BY NAME;
