CREATE OR REPLACE VIEW who_said_what AS
SELECT
    coalesce(speaker_name, speaker) AS name,
    speaker,
    speaker_name,
    speaker_kind,
    cue,
    quotes.text AS words,
    kind,
    said_on_start,
    said_on_end,
    title,
    publisher,
    published_on,
    sentence,
    confidence,
    document_id,
    speaker_entity_id,
    quote_id
FROM quotes
JOIN documents USING (document_id);

COMMENT ON VIEW who_said_what IS 'Every quote with who says it, when, and in which document.';
COMMENT ON COLUMN who_said_what.name IS 'Who says it: the resolved name where there is one, else as written; NULL where the text does not say.';
COMMENT ON COLUMN who_said_what.speaker IS 'Who says it, as written ("He").';
COMMENT ON COLUMN who_said_what.speaker_name IS 'Who says it, resolved to the full name ("Sergey Lavrov"); NULL where that was not possible.';
COMMENT ON COLUMN who_said_what.speaker_kind IS 'person, organisation, place or group; NULL where unknown.';
COMMENT ON COLUMN who_said_what.cue IS 'The word that reports the speech ("said"); NULL where there is none.';
COMMENT ON COLUMN who_said_what.words IS 'What is said, as written.';
COMMENT ON COLUMN who_said_what.kind IS 'direct (the words themselves), mixed (a report with quoted words in it) or indirect (a report).';
COMMENT ON COLUMN who_said_what.said_on_start IS 'First day of the interval in which it was said; NULL where unknown or open.';
COMMENT ON COLUMN who_said_what.said_on_end IS 'Last day of the interval in which it was said; NULL where unknown or open.';
COMMENT ON COLUMN who_said_what.title IS 'Title of the document; NULL where unknown.';
COMMENT ON COLUMN who_said_what.publisher IS 'Publisher of the document; NULL where unknown.';
COMMENT ON COLUMN who_said_what.published_on IS 'Day of publication of the document; NULL where unknown.';
COMMENT ON COLUMN who_said_what.sentence IS 'Text of the sentence the quote begins in.';
COMMENT ON COLUMN who_said_what.confidence IS 'How far the rule can be trusted, from 0 to 1.';
COMMENT ON COLUMN who_said_what.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN who_said_what.speaker_entity_id IS 'The entity that speaks (entities.entity_id); NULL where there is none.';
COMMENT ON COLUMN who_said_what.quote_id IS 'The quote (quotes.quote_id): what `factmill why` takes.';
