-- Writes a run down. One that is tried again, after a fault behind its swap, replaces what it wrote.
MERGE INTO runs USING this_run USING (run_id)
WHEN MATCHED THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME;
