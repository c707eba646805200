-- What studies and projects may use, what they have used, and what slots promise.

ALTER TABLE study
    ADD COLUMN project       text NOT NULL DEFAULT 'default',
    ADD COLUMN max_device_ms bigint CHECK (max_device_ms > 0),
    ADD COLUMN max_money     double precision CHECK (max_money > 0),
    -- Of attempts that ended; those that run are added by whoever asks.
    ADD COLUMN device_ms     bigint NOT NULL DEFAULT 0,
    ADD COLUMN money         double precision NOT NULL DEFAULT 0,
    -- Device time for fair sharing: what was used, and what is not held against a study that comes late.
    ADD COLUMN virtual_ms    double precision NOT NULL DEFAULT 0;

CREATE INDEX study_project ON study (project);

ALTER TABLE trial ADD COLUMN preempt_requested boolean NOT NULL DEFAULT false;

ALTER TABLE attempt
    ADD COLUMN device_ms bigint,
    DROP CONSTRAINT attempt_state_check,
    ADD CONSTRAINT attempt_state_check
        CHECK (state IN ('RUNNING', 'DONE', 'FAILED', 'LOST', 'RELEASED', 'PREEMPTED', 'CANCELLED'));

ALTER TABLE worker
    ADD COLUMN cordoned boolean NOT NULL DEFAULT false,
    -- JSON list of its slots, each with its queue, its device and what it promises.
    ADD COLUMN offers   text NOT NULL DEFAULT '[]';

-- What the configuration of the servers says. A project without a row has no quota and the weight 1.
CREATE TABLE project (
    name          text PRIMARY KEY,
    weight        double precision NOT NULL CHECK (weight > 0),
    max_running   integer CHECK (max_running >= 0),
    -- In one calendar month, UTC.
    max_device_ms bigint CHECK (max_device_ms >= 0)
);

-- Money for one hour of a slot. A queue without a row is free.
CREATE TABLE queue_price (
    queue text PRIMARY KEY,
    price double precision NOT NULL CHECK (price >= 0)
);

-- What a project used of a queue: for fair sharing, and in the newest month in which it used any.
CREATE TABLE project_queue (
    project    text NOT NULL,
    queue      text NOT NULL,
    virtual_ms double precision NOT NULL,
    month      date NOT NULL,
    month_ms   bigint NOT NULL,
    PRIMARY KEY (project, queue)
);
