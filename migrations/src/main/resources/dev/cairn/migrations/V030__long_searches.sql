-- What a long search asks at every trial must not read all of its trials.

CREATE INDEX trial_final ON trial (study_id) WHERE kind = 'FINAL';
