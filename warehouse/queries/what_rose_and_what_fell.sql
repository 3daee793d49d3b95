-- What rose and what fell, from where to where?
SELECT direction, measure, value_from, value, unit, as_of_start, as_of_end, sentence
FROM statistics
WHERE direction IS NOT NULL AND measure IS NOT NULL
ORDER BY direction, measure, as_of_start, statistic_id
LIMIT 50;
