-- The leaderboard of each study: completed search trials by rank, then the others without one.

CREATE VIEW leaderboard AS
SELECT t.study_id,
       CASE WHEN t.state = 'COMPLETED' THEN row_number() OVER (
           PARTITION BY t.study_id, t.state
           ORDER BY CASE WHEN s.maximize THEN -r.objective ELSE r.objective END, t.number) END AS rank,
       t.number AS trial,
       t.state,
       t.param_values,
       coalesce(r.objective, latest.value) AS objective,
       coalesce(r.spread, 'NaN') AS spread,
       coalesce(r.metrics, '{}') AS metrics,
       coalesce(r.steps, latest.step, 0) AS steps,
       coalesce(r.fit_ms, latest.elapsed_ms, 0) AS fit_ms,
       t.attempt AS attempts
FROM trial t
JOIN study s ON s.id = t.study_id
LEFT JOIN result r ON r.study_id = t.study_id AND r.trial = t.number
LEFT JOIN LATERAL (
    SELECT m.metrics[1] AS value, m.step, m.elapsed_ms
    FROM measurement m
    WHERE m.study_id = t.study_id AND m.trial = t.number AND r.objective IS NULL
    ORDER BY m.step DESC, m.attempt DESC
    LIMIT 1) latest ON true
WHERE t.kind = 'SEARCH';
