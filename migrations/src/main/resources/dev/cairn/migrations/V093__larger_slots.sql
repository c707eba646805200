-- The class of slots of a trial that its study's own was too small for, and of its attempts there; none says the study's own.

ALTER TABLE trial ADD COLUMN queue text;
ALTER TABLE attempt ADD COLUMN queue text;

CREATE INDEX trial_moved ON trial (queue, study_id) WHERE queue IS NOT NULL AND state IN ('QUEUED', 'RUNNING');
