-- Who does what to whom, by kind of event, and how often?
SELECT
    coalesce(a.name, a.text) AS actor,
    event_type,
    coalesce(r.name, r.text) AS recipient,
    count(*) AS events,
    min(starts_on) AS first_on,
    max(ends_on) AS last_on
FROM events
JOIN event_participants AS a ON a.event_id = events.event_id AND a.role = 'actor'
JOIN event_participants AS r ON r.event_id = events.event_id AND r.role = 'recipient'
WHERE factuality = 'asserted'
GROUP BY actor, event_type, recipient
ORDER BY events DESC, actor, recipient, event_type
LIMIT 50;
