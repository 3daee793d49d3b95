-- What becomes of the documents of the source (`sources`) beside those that are `published`; with $rebuild all are new.
WITH known AS (
    SELECT * FROM published WHERE NOT $rebuild
),
known_paths AS (
    SELECT unnest(source_paths) AS path FROM known
),
paths AS (
    SELECT document_id, unnest(source_paths) AS path FROM sources
),
states AS (
    SELECT
        sources.document_id,
        CASE
            WHEN known.cache_key = sources.cache_key THEN 'unchanged'
            WHEN known.cache_key IS NOT NULL THEN 'changed'
            -- Another text where there was one before.
            WHEN document_id IN (SELECT document_id FROM paths WHERE path IN (FROM known_paths)) THEN 'changed'
            ELSE 'new'
        END AS state
    FROM sources
    LEFT JOIN known USING (document_id)
),
gone AS (
    SELECT document_id
    FROM published
    WHERE document_id NOT IN (SELECT document_id FROM sources)
      AND document_id NOT IN (
          SELECT document_id
          FROM (SELECT document_id, unnest(source_paths) AS path FROM published)
          WHERE path IN (SELECT path FROM paths)
      )
)
SELECT
    count(*) AS seen,
    count(*) FILTER (state = 'new') AS new,
    count(*) FILTER (state = 'changed') AS changed,
    (SELECT count(*) FROM gone) AS removed,
    count(*) FILTER (state = 'unchanged') AS unchanged
FROM states;
