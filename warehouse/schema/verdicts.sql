CREATE TABLE verdicts (
    verdict_id      VARCHAR PRIMARY KEY,
    kind            VARCHAR NOT NULL,
    agreement       VARCHAR NOT NULL,
    subject         VARCHAR NOT NULL,
    starts_on       DATE,
    ends_on         DATE,
    claims          VARCHAR[] NOT NULL,
    source_count    INTEGER NOT NULL,
    document_count  INTEGER NOT NULL,
    documents       VARCHAR[] NOT NULL,
    facts           VARCHAR[] NOT NULL
);

COMMENT ON TABLE verdicts IS 'Events and statistics that several documents tell independently, and whether they agree; the view corroboration reads this.';
COMMENT ON COLUMN verdicts.verdict_id IS 'Made of the lowest id among the facts.';
COMMENT ON COLUMN verdicts.kind IS 'event or statistic.';
COMMENT ON COLUMN verdicts.agreement IS 'agree, or disagree: figures that cannot all be right even with rounding, or an event that one asserts and another denies.';
COMMENT ON COLUMN verdicts.subject IS 'The event in the words of its best mention; or what is measured: measure, whole, counterpart, unit, and level or change.';
COMMENT ON COLUMN verdicts.starts_on IS 'First day of the event or of what the figures hold for; NULL where unknown or open.';
COMMENT ON COLUMN verdicts.ends_on IS 'Last day of the event or of what the figures hold for; NULL where unknown or open.';
COMMENT ON COLUMN verdicts.claims IS 'What the documents say, each wording once.';
COMMENT ON COLUMN verdicts.source_count IS 'Number of independent documents that say it: a text and its copies (documents.duplicate_of) count once, and so do those that copy a sentence.';
COMMENT ON COLUMN verdicts.document_count IS 'Number of documents that say it, copies included.';
COMMENT ON COLUMN verdicts.documents IS 'These documents (documents.document_id), sorted.';
COMMENT ON COLUMN verdicts.facts IS 'The mentions (events.event_id) or figures (statistics.statistic_id).';
