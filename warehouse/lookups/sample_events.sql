-- Three events to look at after a run: the surest ones.
SELECT starts_on, ends_on, trigger, description
FROM events
ORDER BY confidence DESC, event_id
LIMIT 3;
