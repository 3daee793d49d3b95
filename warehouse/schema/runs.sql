CREATE TABLE runs (
    run_id               VARCHAR PRIMARY KEY,
    started_at           TIMESTAMP NOT NULL,
    finished_at          TIMESTAMP NOT NULL,
    source               VARCHAR NOT NULL,
    documents_seen       INTEGER NOT NULL CHECK (documents_seen >= 0),
    documents_new        INTEGER NOT NULL CHECK (documents_new >= 0),
    documents_changed    INTEGER NOT NULL CHECK (documents_changed >= 0),
    documents_removed    INTEGER NOT NULL CHECK (documents_removed >= 0),
    documents_unchanged  INTEGER NOT NULL CHECK (documents_unchanged >= 0),
    documents_rejected   INTEGER NOT NULL CHECK (documents_rejected >= 0),
    documents            INTEGER NOT NULL CHECK (documents >= 0),
    events               INTEGER NOT NULL CHECK (events >= 0),
    quotes               INTEGER NOT NULL CHECK (quotes >= 0),
    statistics           INTEGER NOT NULL CHECK (statistics >= 0),
    rejects              INTEGER NOT NULL CHECK (rejects >= 0),
    factmill_version     VARCHAR NOT NULL,
    extractor_version    VARCHAR NOT NULL,
    model                VARCHAR NOT NULL,
    lexicon              VARCHAR NOT NULL,
    CHECK (finished_at >= started_at)
);

COMMENT ON TABLE runs IS 'One row per published run, kept over rebuilds.';
COMMENT ON COLUMN runs.run_id IS 'Identifies the run in run_id columns.';
COMMENT ON COLUMN runs.started_at IS 'When the run began, in UTC.';
COMMENT ON COLUMN runs.finished_at IS 'When the run published, in UTC.';
COMMENT ON COLUMN runs.source IS 'The folder the run read.';
COMMENT ON COLUMN runs.documents_seen IS 'Distinct documents and refused files found in the source: always documents + documents_rejected, and new + changed + unchanged + refused files.';
COMMENT ON COLUMN runs.documents_new IS 'Documents that were not in the database before.';
COMMENT ON COLUMN runs.documents_changed IS 'Documents that replace an earlier text under the same path, or were extracted again as metadata, rules, model or lexicon had changed.';
COMMENT ON COLUMN runs.documents_removed IS 'Documents whose files are gone from the source.';
COMMENT ON COLUMN runs.documents_unchanged IS 'Documents that cost no work.';
COMMENT ON COLUMN runs.documents_rejected IS 'Files that gave no document, and documents of which validation left nothing but rejects.';
COMMENT ON COLUMN runs.documents IS 'Rows of table documents after the run.';
COMMENT ON COLUMN runs.events IS 'Rows of table events after the run.';
COMMENT ON COLUMN runs.quotes IS 'Rows of table quotes after the run.';
COMMENT ON COLUMN runs.statistics IS 'Rows of table statistics after the run.';
COMMENT ON COLUMN runs.rejects IS 'Rows of table rejects after the run.';
COMMENT ON COLUMN runs.factmill_version IS 'Version of the factmill package.';
COMMENT ON COLUMN runs.extractor_version IS 'Version of the extraction rules.';
COMMENT ON COLUMN runs.model IS 'spaCy model and its version.';
COMMENT ON COLUMN runs.lexicon IS 'Hash of the word lists.';
