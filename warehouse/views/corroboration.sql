CREATE OR REPLACE VIEW corroboration AS
SELECT kind, agreement, subject, starts_on, ends_on, claims, source_count, document_count, documents, facts
FROM verdicts;

COMMENT ON VIEW corroboration IS 'Events and statistics that several documents tell independently, and whether they agree. Copies of a text or a sentence count once.';
COMMENT ON COLUMN corroboration.kind IS 'event or statistic.';
COMMENT ON COLUMN corroboration.agreement IS 'agree, or disagree: figures that cannot all be right even with rounding, or an event that one asserts and another denies.';
COMMENT ON COLUMN corroboration.subject IS 'The event in the words of its best mention; or what is measured: measure, whole, counterpart, unit, and level or change.';
COMMENT ON COLUMN corroboration.starts_on IS 'First day of the event or of what the figures hold for; NULL where unknown or open.';
COMMENT ON COLUMN corroboration.ends_on IS 'Last day of the event or of what the figures hold for; NULL where unknown or open.';
COMMENT ON COLUMN corroboration.claims IS 'What the documents say, each wording once.';
COMMENT ON COLUMN corroboration.source_count IS 'Number of independent documents that say it: a text and its copies (documents.duplicate_of) count once, and so do those that copy a sentence.';
COMMENT ON COLUMN corroboration.document_count IS 'Number of documents that say it, copies included.';
COMMENT ON COLUMN corroboration.documents IS 'These documents (documents.document_id), sorted.';
COMMENT ON COLUMN corroboration.facts IS 'The mentions (events.event_id) or figures (statistics.statistic_id).';
