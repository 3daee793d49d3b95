CREATE TABLE signatures (
    document_id  VARCHAR PRIMARY KEY,
    signature    BLOB NOT NULL,
    method       VARCHAR NOT NULL
);

COMMENT ON TABLE signatures IS 'A MinHash signature of each document''s text: how many places of two agree tells about how much of their words is the same. Loads find copies by it (documents.duplicate_of).';
COMMENT ON COLUMN signatures.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN signatures.signature IS 'One byte a place.';
COMMENT ON COLUMN signatures.method IS 'How it was made: a hash of the rules and of the library''s algorithm. Signatures of another method are made anew.';
