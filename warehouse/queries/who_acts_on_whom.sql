-- Who does what to whom, by kind of event, and how often?
WITH
recipients AS MATERIALIZED (
    SELECT event_id, coalesce(name, text) AS recipient FROM event_participants WHERE role = 'recipient'
),
pairs AS MATERIALIZED ( -- before the events, of which most have no pair
    SELECT event_id, coalesce(name, text) AS actor, recipient
    FROM event_participants
    JOIN recipients USING (event_id)
    WHERE role = 'actor'
)
SELECT actor, event_type, recipient, count(*) AS events, min(starts_on) AS first_on, max(ends_on) AS last_on
FROM pairs
JOIN events USING (event_id)
WHERE factuality = 'asserted'
GROUP BY actor, event_type, recipient
ORDER BY events DESC, actor, recipient, event_type
LIMIT 50;
