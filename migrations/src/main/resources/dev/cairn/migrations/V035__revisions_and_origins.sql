-- Studies that were revised while they ran, studies made from others, and trials that were tried again.

-- A suggestion made before the newest revision is refused: its event tells.
ALTER TABLE study ADD COLUMN revision integer NOT NULL DEFAULT 1, ADD COLUMN revised_event bigint NOT NULL DEFAULT 0;

ALTER TABLE trial ADD COLUMN revision integer NOT NULL DEFAULT 1, ADD COLUMN retry_of integer;

CREATE INDEX trial_retry ON trial (study_id, retry_of) WHERE retry_of IS NOT NULL;

-- Filled at the first revision, with what held before it too.
CREATE TABLE study_revision (
    study_id  uuid NOT NULL REFERENCES study ON DELETE CASCADE,
    number    integer NOT NULL CHECK (number >= 1),
    event     bigint NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    spec_json text NOT NULL,
    spec_text text NOT NULL,
    -- JSON list of the fields that it changed.
    changes   text NOT NULL,
    PRIMARY KEY (study_id, number)
);

-- Which study another was made from; kept when that one is deleted.
CREATE TABLE study_origin (
    study_id    uuid PRIMARY KEY REFERENCES study ON DELETE CASCADE,
    source_id   uuid NOT NULL,
    source_name text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('CLONE', 'FORK')),
    event       bigint NOT NULL,
    trials      integer NOT NULL
);
