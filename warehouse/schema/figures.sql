CREATE TABLE figures (
    statistic_id  VARCHAR PRIMARY KEY,
    document_id   VARCHAR NOT NULL,
    measure       VARCHAR NOT NULL,
    subject       VARCHAR NOT NULL,
    period        VARCHAR,
    unit          VARCHAR NOT NULL,
    unit_kind     VARCHAR NOT NULL,
    comparator    VARCHAR NOT NULL,
    value         DOUBLE NOT NULL,
    value_high    DOUBLE,
    value_from    DOUBLE,
    direction     VARCHAR,
    whole         VARCHAR,
    counterpart   VARCHAR,
    as_of_start   DATE,
    as_of_end     DATE,
    claimed_by    VARCHAR,
    text          VARCHAR NOT NULL,
    low           DOUBLE NOT NULL,
    high          DOUBLE NOT NULL,
    source        VARCHAR NOT NULL,
    confidence    DOUBLE NOT NULL
);

COMMENT ON TABLE figures IS 'The statistics that say what they measure, made comparable; ages and durations are left out. The views statistics_by_measure and corroboration read this.';
COMMENT ON COLUMN figures.statistic_id IS 'The statistic (statistics.statistic_id).';
COMMENT ON COLUMN figures.document_id IS 'The document it was found in (documents.document_id).';
COMMENT ON COLUMN figures.measure IS 'What is measured, in lower case, articles and possessives off.';
COMMENT ON COLUMN figures.subject IS 'All that two figures must share to be comparable: measure, whole, counterpart, unit, and level or change.';
COMMENT ON COLUMN figures.period IS 'When the figure holds: its as-of interval, else the month of publication; NULL where neither is known.';
COMMENT ON COLUMN figures.unit IS 'Unit in its canonical form: percent, an ISO 4217 currency, the thing counted.';
COMMENT ON COLUMN figures.unit_kind IS 'percent, percentage_point, basis_point, money, count, measure, ratio or temperature.';
COMMENT ON COLUMN figures.comparator IS '=, >, >=, <, <= or ~ (about).';
COMMENT ON COLUMN figures.value IS 'The figure, or the lower end of a range.';
COMMENT ON COLUMN figures.value_high IS 'Upper end of a range; NULL for a single figure.';
COMMENT ON COLUMN figures.value_from IS 'Where a change began; NULL where the text does not say.';
COMMENT ON COLUMN figures.direction IS 'up or down for a change; NULL for a level.';
COMMENT ON COLUMN figures.whole IS 'The whole that a share is part of; NULL where there is none.';
COMMENT ON COLUMN figures.counterpart IS 'The other side of what is measured; NULL where there is none.';
COMMENT ON COLUMN figures.as_of_start IS 'First day of what the figure holds for; NULL where unknown or open.';
COMMENT ON COLUMN figures.as_of_end IS 'Last day of what the figure holds for; NULL where unknown or open.';
COMMENT ON COLUMN figures.claimed_by IS 'Who gives the figure, where it stands in a quote; NULL where the document itself does.';
COMMENT ON COLUMN figures.text IS 'The figure as written.';
COMMENT ON COLUMN figures.low IS 'Lowest value the wording allows, rounding and "about" counted in; -Infinity below an upper bound.';
COMMENT ON COLUMN figures.high IS 'Highest value the wording allows; Infinity above a lower bound.';
COMMENT ON COLUMN figures.source IS 'The document that the figure goes back to: itself, the one it is a copy of (documents.duplicate_of) or the one whose sentence it copies.';
COMMENT ON COLUMN figures.confidence IS 'How far the rule can be trusted, from 0 to 1.';
