-- Ranks of long studies are read in their order from an index, not sorted anew for each page.
-- A trial has an objective only when it completed; where a bound was broken it is null and ranks behind the others.
DROP VIEW leaderboard;
DROP INDEX result_objective;
CREATE INDEX result_lowest ON result (study_id, objective, trial);
CREATE INDEX result_highest ON result (study_id, objective DESC NULLS LAST, trial);
