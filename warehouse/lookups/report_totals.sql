-- What the warehouse holds, and the run that filled it last (head of the report).
SELECT
    (SELECT count(*) FROM documents) AS documents,
    (SELECT count(*) FROM events) AS events,
    (SELECT count(*) FROM timeline) AS happenings,
    (SELECT coalesce(sum(mention_count), 0)::BIGINT FROM timeline) AS mentions,
    (SELECT count(*) FROM quotes) AS quotes,
    (SELECT count(*) FROM statistics) AS statistics,
    (SELECT count(*) FROM rejects) AS rejects,
    (SELECT max(finished_at) FROM runs) AS finished_at,
    (SELECT max_by(extractor_version, finished_at) FROM runs) AS extractor_version;
