-- Studies that run again by the calendar. Each firing makes one study, whose name holds the time at which it was due.

CREATE TABLE schedule (
    id         uuid PRIMARY KEY,
    name       text NOT NULL UNIQUE,
    -- As Quartz reads it, in UTC.
    cron       text NOT NULL,
    spec_json  text NOT NULL,
    active     boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    next_due   timestamptz NOT NULL,
    fired      integer NOT NULL DEFAULT 0,
    last_study text,
    failure    text
);
