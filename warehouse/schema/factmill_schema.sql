CREATE TABLE factmill_schema (
    name         VARCHAR PRIMARY KEY,
    kind         VARCHAR NOT NULL CHECK (kind IN ('table', 'view', 'macro', 'derivation')),
    fingerprint  VARCHAR NOT NULL
);

COMMENT ON TABLE factmill_schema IS 'The tables, views and macros that factmill made here and may replace; every other one is its owner''s and is left alone.';
COMMENT ON COLUMN factmill_schema.name IS 'Name of the table, view or macro.';
COMMENT ON COLUMN factmill_schema.kind IS 'table, view or macro; derivation is what fills the derived tables.';
COMMENT ON COLUMN factmill_schema.fingerprint IS 'Hash of the SQL that made it: another one means another version of factmill.';
