CREATE TABLE event_participants (
    event_id     VARCHAR NOT NULL,
    document_id  VARCHAR NOT NULL,
    role         VARCHAR NOT NULL CHECK (role IN ('actor', 'recipient', 'other')),
    char_start   INTEGER NOT NULL CHECK (char_start >= 0),
    char_end     INTEGER NOT NULL,
    text         VARCHAR NOT NULL,
    name         VARCHAR,
    entity_id    VARCHAR,
    PRIMARY KEY (event_id, role, char_start, char_end),
    CHECK (char_end > char_start)
);

COMMENT ON TABLE event_participants IS 'Who takes part in each event, and how.';
COMMENT ON COLUMN event_participants.event_id IS 'The event (events.event_id).';
COMMENT ON COLUMN event_participants.document_id IS 'The document the event was found in (documents.document_id).';
COMMENT ON COLUMN event_participants.role IS 'actor (who does it), recipient (to whom it is done) or other.';
COMMENT ON COLUMN event_participants.char_start IS 'Where the participant is named: offset in documents.text, in code points.';
COMMENT ON COLUMN event_participants.char_end IS 'Where the participant''s words end: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN event_participants.text IS 'The participant as written: documents.text from char_start to char_end.';
COMMENT ON COLUMN event_participants.name IS 'Full name of the participant, pronouns resolved; NULL where it could not be resolved.';
COMMENT ON COLUMN event_participants.entity_id IS 'The entity of that name (entities.entity_id); NULL where there is none.';
