-- The end of what an attempt printed, so that every server can show it. The worker keeps more of it in a file.

CREATE TABLE attempt_log (
    study_id uuid NOT NULL,
    trial    integer NOT NULL,
    attempt  integer NOT NULL,
    lines    text NOT NULL,
    PRIMARY KEY (study_id, trial, attempt),
    FOREIGN KEY (study_id, trial) REFERENCES trial ON DELETE CASCADE
);
