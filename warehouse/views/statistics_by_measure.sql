CREATE OR REPLACE VIEW statistics_by_measure AS
SELECT
    measure,
    unit,
    comparator,
    value,
    value_high,
    value_from,
    direction,
    whole,
    counterpart,
    as_of_start,
    as_of_end,
    claimed_by,
    figures.text,
    title,
    publisher,
    published_on,
    unit_kind,
    confidence,
    subject,
    source,
    document_id,
    statistic_id
FROM figures
JOIN documents USING (document_id)
ORDER BY measure, unit, coalesce(as_of_start, as_of_end, published_on), statistic_id;

COMMENT ON VIEW statistics_by_measure IS 'The figures side by side: those of one measure and unit follow each other in order of time. Ages and durations are left out.';
COMMENT ON COLUMN statistics_by_measure.measure IS 'What is measured, in lower case, articles and possessives off.';
COMMENT ON COLUMN statistics_by_measure.unit IS 'Unit in its canonical form: percent, an ISO 4217 currency, the thing counted.';
COMMENT ON COLUMN statistics_by_measure.comparator IS '=, >, >=, <, <= or ~ (about).';
COMMENT ON COLUMN statistics_by_measure.value IS 'The figure, or the lower end of a range.';
COMMENT ON COLUMN statistics_by_measure.value_high IS 'Upper end of a range; NULL for a single figure.';
COMMENT ON COLUMN statistics_by_measure.value_from IS 'Where a change began ("from 95 to 190"); NULL where the text does not say.';
COMMENT ON COLUMN statistics_by_measure.direction IS 'up or down for a change; NULL for a level.';
COMMENT ON COLUMN statistics_by_measure.whole IS 'The whole that a share is part of; NULL where there is none.';
COMMENT ON COLUMN statistics_by_measure.counterpart IS 'The other side of what is measured ("China" in exports to China); NULL where there is none.';
COMMENT ON COLUMN statistics_by_measure.as_of_start IS 'First day of what the figure holds for; NULL where unknown or open.';
COMMENT ON COLUMN statistics_by_measure.as_of_end IS 'Last day of what the figure holds for; NULL where unknown or open.';
COMMENT ON COLUMN statistics_by_measure.claimed_by IS 'Who gives the figure, where it stands in a quote; NULL where the document itself does.';
COMMENT ON COLUMN statistics_by_measure.text IS 'The figure as written.';
COMMENT ON COLUMN statistics_by_measure.title IS 'Title of the document; NULL where unknown.';
COMMENT ON COLUMN statistics_by_measure.publisher IS 'Publisher of the document; NULL where unknown.';
COMMENT ON COLUMN statistics_by_measure.published_on IS 'Day of publication of the document; NULL where unknown.';
COMMENT ON COLUMN statistics_by_measure.unit_kind IS 'percent, percentage_point, basis_point, money, count, measure, ratio or temperature.';
COMMENT ON COLUMN statistics_by_measure.confidence IS 'How far the rule can be trusted, from 0 to 1.';
COMMENT ON COLUMN statistics_by_measure.subject IS 'All that two figures must share to be comparable: measure, whole, counterpart, unit, and level or change.';
COMMENT ON COLUMN statistics_by_measure.source IS 'The document that the figure goes back to: itself, the one it is a copy of (documents.duplicate_of) or the one whose sentence it copies. Count these, not documents, to count who supports a figure.';
COMMENT ON COLUMN statistics_by_measure.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN statistics_by_measure.statistic_id IS 'The statistic (statistics.statistic_id): what `factmill why` takes.';
