-- Learning curves, one row per (trial, attempt, step), in monthly partitions by the time inside the study's id.

CREATE TABLE measurement (
    study_id   uuid NOT NULL,
    trial      integer NOT NULL,
    attempt    integer NOT NULL,
    step       integer NOT NULL,
    elapsed_ms bigint NOT NULL,
    -- In the order of study.metrics; NaN is legal and means divergence.
    metrics    double precision[] NOT NULL,
    per_fold   text NOT NULL,
    -- The transaction that wrote it: readers follow it up to the oldest one still open, so that no late commit is missed.
    tx         bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    PRIMARY KEY (study_id, trial, attempt, step)
) PARTITION BY RANGE (study_id);

CREATE INDEX measurement_tx ON measurement (study_id, tx);

-- Takes what no month has: ids from a clock that is far off.
CREATE TABLE measurement_default PARTITION OF measurement DEFAULT;

-- The smallest UUID of version 7 that could be made at this time.
CREATE FUNCTION uuid7_floor(moment timestamptz) RETURNS uuid LANGUAGE sql STABLE STRICT
    RETURN (lpad(to_hex((extract(epoch FROM moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

-- Makes the partition of the month unless it is there, or rows of it already went to the default one.
CREATE FUNCTION measurement_month(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamptz := date_trunc('month', moment, 'UTC');
    part  text := 'measurement_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
    low   uuid := uuid7_floor(month);
    high  uuid := uuid7_floor(date_trunc('month', month + interval '32 days', 'UTC'));
BEGIN
    IF to_regclass(part) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('measurement_month'));
    IF to_regclass(part) IS NULL
        AND NOT EXISTS (SELECT FROM measurement_default WHERE study_id >= low AND study_id < high) THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF measurement FOR VALUES FROM (%L) TO (%L)', part, low, high);
    END IF;
END $$;

CREATE FUNCTION measurement_months() RETURNS void LANGUAGE sql AS $$
    SELECT measurement_month(clock_timestamp());
    SELECT measurement_month(clock_timestamp() + interval '1 month');
$$;

SELECT measurement_months();
