-- Studies and their events, trials, attempts and results.
-- Locks are taken in this order: the live trial's row, then the study's row, then queued and paused trials.

CREATE TABLE study (
    id            uuid PRIMARY KEY,
    name          text NOT NULL UNIQUE,
    state         text NOT NULL DEFAULT 'RUNNING'
                  CHECK (state IN ('RUNNING', 'PAUSED', 'FINISHING', 'COMPLETED', 'FAILED', 'CANCELLED')),
    spec_json     text NOT NULL,
    spec_text     text NOT NULL,
    split_id      uuid NOT NULL REFERENCES data_split,
    seed          bigint NOT NULL,
    -- JSON list of names, the order of measurement.metrics.
    metrics       text NOT NULL,
    maximize      boolean NOT NULL,
    max_trials    integer NOT NULL CHECK (max_trials >= 1),
    max_time_ms   bigint CHECK (max_time_ms > 0),
    parallel      integer NOT NULL CHECK (parallel >= 1),
    priority      integer NOT NULL,
    queue         text NOT NULL,
    deterministic boolean NOT NULL,
    lag           integer NOT NULL CHECK (lag >= 0),
    max_losses    integer NOT NULL CHECK (max_losses >= 0),
    event_seq     bigint NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at    timestamptz,
    finished_at   timestamptz,
    failure       text,
    tags          text NOT NULL DEFAULT '[]'
) WITH (fillfactor = 70);

CREATE INDEX study_active ON study (queue) WHERE state IN ('RUNNING', 'FINISHING');
CREATE INDEX study_split ON study (split_id);

CREATE TABLE study_event (
    study_id uuid NOT NULL REFERENCES study ON DELETE CASCADE,
    seq      bigint NOT NULL,
    at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    type     text NOT NULL,
    trial    integer,
    payload  text NOT NULL,
    PRIMARY KEY (study_id, seq)
);

CREATE TABLE trial (
    study_id         uuid NOT NULL REFERENCES study ON DELETE CASCADE,
    number           integer NOT NULL CHECK (number >= 1),
    kind             text NOT NULL CHECK (kind IN ('SEARCH', 'FINAL')),
    state            text NOT NULL DEFAULT 'QUEUED'
                     CHECK (state IN ('QUEUED', 'RUNNING', 'PAUSED', 'COMPLETED', 'PRUNED', 'FAILED', 'CANCELLED')),
    -- Texts, not jsonb: the order of values is the order of the search space.
    param_values     text NOT NULL,
    max_steps        integer NOT NULL CHECK (max_steps >= 1),
    why              text NOT NULL,
    parent           integer,
    event            bigint NOT NULL,
    attempt          integer NOT NULL DEFAULT 0,
    losses           integer NOT NULL DEFAULT 0,
    failures         integer NOT NULL DEFAULT 0,
    recovered        boolean NOT NULL DEFAULT false,
    cancel_requested boolean NOT NULL DEFAULT false,
    not_before       timestamptz,
    reported_at      timestamptz,
    created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at       timestamptz,
    finished_at      timestamptz,
    failure_kind     text,
    failure_message  text,
    PRIMARY KEY (study_id, number)
) WITH (fillfactor = 70);

CREATE INDEX trial_queued ON trial (study_id, recovered DESC, number) WHERE state = 'QUEUED';
CREATE INDEX trial_running ON trial (study_id) WHERE state = 'RUNNING';
CREATE INDEX trial_event ON trial (study_id, event);

CREATE TABLE attempt (
    study_id    uuid NOT NULL,
    trial       integer NOT NULL,
    number      integer NOT NULL CHECK (number >= 1),
    state       text NOT NULL
                CHECK (state IN ('RUNNING', 'DONE', 'FAILED', 'LOST', 'RELEASED', 'CANCELLED')),
    worker_id   uuid NOT NULL,
    slot        text NOT NULL,
    lease_until timestamptz NOT NULL,
    started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    reason      text,
    PRIMARY KEY (study_id, trial, number),
    FOREIGN KEY (study_id, trial) REFERENCES trial ON DELETE CASCADE
) WITH (fillfactor = 70);

-- Two live attempts of one trial are impossible, whatever the programs do.
CREATE UNIQUE INDEX attempt_live ON attempt (study_id, trial) WHERE state = 'RUNNING';
CREATE INDEX attempt_worker ON attempt (worker_id) WHERE state = 'RUNNING';

CREATE TABLE result (
    study_id    uuid NOT NULL,
    trial       integer NOT NULL,
    attempt     integer NOT NULL,
    metrics     text NOT NULL,
    per_fold    text NOT NULL,
    objective   double precision CHECK (objective <> 'NaN'),
    spread      double precision NOT NULL,
    steps       integer NOT NULL,
    fit_ms      bigint NOT NULL,
    predictions text,
    intervals   text NOT NULL,
    test_rows   integer NOT NULL,
    why         text NOT NULL,
    PRIMARY KEY (study_id, trial),
    FOREIGN KEY (study_id, trial) REFERENCES trial ON DELETE CASCADE
);

CREATE INDEX result_objective ON result (study_id, objective);

CREATE TABLE checkpoint (
    study_id   uuid NOT NULL,
    trial      integer NOT NULL,
    attempt    integer NOT NULL,
    step       integer NOT NULL,
    sha256     text NOT NULL,
    byte_count bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (study_id, trial, attempt, step),
    FOREIGN KEY (study_id, trial) REFERENCES trial ON DELETE CASCADE
);

CREATE TABLE worker (
    id         uuid PRIMARY KEY,
    host       text NOT NULL,
    pid        bigint NOT NULL,
    version    text NOT NULL,
    slots      text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_seen  timestamptz NOT NULL DEFAULT clock_timestamp(),
    draining   boolean NOT NULL DEFAULT false
);

CREATE TABLE idempotency_key (
    key        text PRIMARY KEY,
    body_hash  text NOT NULL,
    status     integer,
    headers    text,
    body       text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
