CREATE OR REPLACE VIEW data_quality AS
WITH places AS (
    SELECT document_id, source_path, title, word_count, run_id FROM documents
    UNION ALL BY NAME
    SELECT any_value(document_id) AS document_id, max(source_path) AS source_path, max(run_id) AS run_id
    FROM rejects
    WHERE document_id IS NULL OR document_id NOT IN (SELECT document_id FROM documents)
    GROUP BY coalesce(document_id, source_path)
),
refused AS (
    SELECT place, map(list(code ORDER BY code), list(refused ORDER BY code)) AS rejects_by_code, sum(refused) AS rejects
    FROM (
        SELECT coalesce(document_id, source_path) AS place, code, count(*) AS refused FROM rejects GROUP BY ALL
    )
    GROUP BY place
),
failed AS (
    SELECT
        coalesce(document_id, source_path) AS place,
        -- A reject of validation says "expectation NAME failed (…)" in its detail.
        list_sort(list_distinct(flatten(list(regexp_extract_all(detail, 'expectation (\w+) failed', 1))))) AS expectations
    FROM rejects
    WHERE contains(detail, 'expectation ')
    GROUP BY place
)
SELECT
    document_id,
    places.source_path,
    title,
    word_count,
    coalesce(sentences, 0) AS sentences,
    coalesce(events, 0) AS events,
    coalesce(undated_events, 0) AS undated_events,
    coalesce(quotes, 0) AS quotes,
    coalesce(unnamed_quotes, 0) AS unnamed_quotes,
    coalesce(statistics, 0) AS statistics,
    coalesce(unmeasured_statistics, 0) AS unmeasured_statistics,
    coalesce(sections, 0) AS sections,
    coalesce(empty_sections, 0) AS empty_sections,
    coalesce(rejects, 0)::BIGINT AS rejects,
    coalesce(rejects_by_code, MAP {}) AS rejects_by_code,
    coalesce(expectations, []) AS failed_expectations,
    places.run_id,
    finished_at AS loaded_at
FROM places
LEFT JOIN (SELECT document_id, count(*) AS sentences FROM sentences GROUP BY document_id) USING (document_id)
LEFT JOIN (
    SELECT document_id, count(*) AS events, count(*) FILTER (starts_on IS NULL AND ends_on IS NULL) AS undated_events
    FROM events GROUP BY document_id
) USING (document_id)
LEFT JOIN (
    SELECT document_id, count(*) AS quotes, count(*) FILTER (speaker_name IS NULL) AS unnamed_quotes
    FROM quotes GROUP BY document_id
) USING (document_id)
LEFT JOIN (
    SELECT document_id, count(*) AS statistics, count(*) FILTER (measure IS NULL) AS unmeasured_statistics
    FROM statistics GROUP BY document_id
) USING (document_id)
LEFT JOIN (
    SELECT document_id, count(*) AS sections, count(*) FILTER (is_empty) AS empty_sections
    FROM sections GROUP BY document_id
) USING (document_id)
LEFT JOIN refused ON refused.place = coalesce(document_id, places.source_path)
LEFT JOIN failed ON failed.place = coalesce(document_id, places.source_path)
LEFT JOIN (SELECT run_id, finished_at FROM runs) AS loaded ON loaded.run_id = places.run_id
ORDER BY places.source_path, document_id;

COMMENT ON VIEW data_quality IS 'One row per document, and per file or document that was refused: what was found in it, what is missing and what was rejected.';
COMMENT ON COLUMN data_quality.document_id IS 'The document (documents.document_id); NULL for a file that never became one.';
COMMENT ON COLUMN data_quality.source_path IS 'Path below the source folder.';
COMMENT ON COLUMN data_quality.title IS 'Title of the document; NULL where unknown.';
COMMENT ON COLUMN data_quality.word_count IS 'Words of the document; NULL for a refused one.';
COMMENT ON COLUMN data_quality.sentences IS 'Number of sentences.';
COMMENT ON COLUMN data_quality.events IS 'Number of events.';
COMMENT ON COLUMN data_quality.undated_events IS 'Number of events whose date is too vague for an interval.';
COMMENT ON COLUMN data_quality.quotes IS 'Number of quotes.';
COMMENT ON COLUMN data_quality.unnamed_quotes IS 'Number of quotes whose speaker could not be resolved to a name.';
COMMENT ON COLUMN data_quality.statistics IS 'Number of statistics.';
COMMENT ON COLUMN data_quality.unmeasured_statistics IS 'Number of statistics that do not say what they measure.';
COMMENT ON COLUMN data_quality.sections IS 'Number of headed sections.';
COMMENT ON COLUMN data_quality.empty_sections IS 'Number of sections with nothing under their heading.';
COMMENT ON COLUMN data_quality.rejects IS 'Number of rejects.';
COMMENT ON COLUMN data_quality.rejects_by_code IS 'Number of rejects for each code.';
COMMENT ON COLUMN data_quality.failed_expectations IS 'Names of the expectations that rows of the document failed, sorted.';
COMMENT ON COLUMN data_quality.run_id IS 'The run that loaded the document (runs.run_id).';
COMMENT ON COLUMN data_quality.loaded_at IS 'When that run published, in UTC.';
