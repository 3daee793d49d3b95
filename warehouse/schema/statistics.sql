CREATE TABLE statistics (
    statistic_id       VARCHAR PRIMARY KEY,
    document_id        VARCHAR NOT NULL,
    sentence_id        VARCHAR NOT NULL,
    char_start         INTEGER NOT NULL CHECK (char_start >= 0),
    char_end           INTEGER NOT NULL,
    text               VARCHAR NOT NULL,
    sentence           VARCHAR NOT NULL,
    section            VARCHAR NOT NULL,
    value              DOUBLE NOT NULL CHECK (isfinite(value)),
    value_high         DOUBLE CHECK (isfinite(value_high)),
    value_from         DOUBLE CHECK (isfinite(value_from)),
    unit               VARCHAR NOT NULL,
    unit_text          VARCHAR NOT NULL,
    unit_kind          VARCHAR NOT NULL CHECK (unit_kind IN ('percent', 'percentage_point', 'basis_point', 'money', 'count', 'duration', 'age', 'measure', 'ratio', 'temperature')),
    comparator         VARCHAR NOT NULL CHECK (comparator IN ('=', '>', '>=', '<', '<=', '~')),
    direction          VARCHAR CHECK (direction IN ('up', 'down')),
    measure            VARCHAR,
    whole              VARCHAR,
    counterpart        VARCHAR,
    counterpart_role   VARCHAR,
    as_of_start        DATE,
    as_of_end          DATE,
    quote_id           VARCHAR,
    confidence         DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule               VARCHAR NOT NULL,
    extractor_version  VARCHAR NOT NULL,
    run_id             VARCHAR NOT NULL,
    CHECK (char_end > char_start),
    CHECK (value_high >= value),
    CHECK (as_of_end >= as_of_start)
);

COMMENT ON TABLE statistics IS 'Figures together with what they measure.';
COMMENT ON COLUMN statistics.statistic_id IS 'Hash of the document, the span and the normalised value.';
COMMENT ON COLUMN statistics.document_id IS 'The document the statistic was found in (documents.document_id).';
COMMENT ON COLUMN statistics.sentence_id IS 'The sentence that holds the first character of the statistic (sentences.sentence_id).';
COMMENT ON COLUMN statistics.char_start IS 'Where the statistic begins: offset in documents.text, in code points.';
COMMENT ON COLUMN statistics.char_end IS 'Where the statistic ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN statistics.text IS 'The statistic as written: documents.text from char_start to char_end.';
COMMENT ON COLUMN statistics.sentence IS 'Text of the sentence named by sentence_id.';
COMMENT ON COLUMN statistics.section IS 'Heading path the statistic stands under, '''' where there is none.';
COMMENT ON COLUMN statistics.confidence IS 'How far the rule can be trusted, from 0 to 1: its precision as measured on the development texts.';
COMMENT ON COLUMN statistics.rule IS 'Name of the rule that made the row.';
COMMENT ON COLUMN statistics.extractor_version IS 'Version of the extraction rules that made the row.';
COMMENT ON COLUMN statistics.run_id IS 'The run that loaded this row (runs.run_id).';
COMMENT ON COLUMN statistics.value IS 'The figure, magnitudes multiplied out ("1.5 million" is 1500000); the low end of a range.';
COMMENT ON COLUMN statistics.value_high IS 'The high end of a range ("10 to 15"); NULL where there is no range.';
COMMENT ON COLUMN statistics.value_from IS 'Where a change began ("from 95 to 190"); NULL where the text gives no start.';
COMMENT ON COLUMN statistics.unit IS 'Unit in canonical form (percent, USD, kilometre), or the counted thing in the singular.';
COMMENT ON COLUMN statistics.unit_text IS 'Unit as written.';
COMMENT ON COLUMN statistics.unit_kind IS 'percent, percentage_point, basis_point, money, count, duration, age, measure, ratio or temperature.';
COMMENT ON COLUMN statistics.comparator IS 'How the figure bounds the value: =, >, >=, <, <=, or ~ (about).';
COMMENT ON COLUMN statistics.direction IS 'Direction of a change: up or down; NULL where the figure is a level.';
COMMENT ON COLUMN statistics.measure IS 'What is counted or measured ("Russian exports"); NULL where the text does not say.';
COMMENT ON COLUMN statistics.whole IS 'What a share is a share of ("GDP"); NULL where there is none.';
COMMENT ON COLUMN statistics.counterpart IS 'The other side of the figure ("China" in exports to China); NULL where there is none.';
COMMENT ON COLUMN statistics.counterpart_role IS 'How the counterpart relates to the measure ("to", "from", "with"); NULL where there is no counterpart.';
COMMENT ON COLUMN statistics.as_of_start IS 'First day of the time the figure holds for, inclusive; NULL where unknown or open.';
COMMENT ON COLUMN statistics.as_of_end IS 'Last day of the time the figure holds for, inclusive; NULL where unknown or open.';
COMMENT ON COLUMN statistics.quote_id IS 'The innermost quote that the figure stands in: who claims it (quotes.quote_id); NULL where the text itself states it.';
