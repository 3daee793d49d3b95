-- What one run did, and what the warehouse holds (the summary of factmill run).
SELECT
    runs.*,
    (SELECT count(*) FROM events) AS events_in_all,
    (SELECT count(*) FROM quotes) AS quotes_in_all,
    (SELECT count(*) FROM statistics) AS statistics_in_all,
    (SELECT count(*) FROM rejects) AS rejects_in_all
FROM runs
WHERE runs.run_id = ?;
