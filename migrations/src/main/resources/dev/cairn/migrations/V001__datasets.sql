-- Datasets, their immutable versions, and their splits into training and sealed rows.

CREATE TABLE dataset (
    id         uuid PRIMARY KEY,
    name       text NOT NULL UNIQUE,
    -- Decides which rows of all versions are sealed; it must never change.
    vault_key  bytea NOT NULL CHECK (octet_length(vault_key) = 32),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE dataset_version (
    id           uuid PRIMARY KEY,
    dataset_id   uuid NOT NULL REFERENCES dataset,
    number       integer NOT NULL CHECK (number >= 1),
    format       text NOT NULL,
    source_sha   text NOT NULL,
    table_sha    text NOT NULL,
    target       text,
    image_shape  text,
    row_count    bigint NOT NULL CHECK (row_count >= 0),
    column_count integer NOT NULL CHECK (column_count >= 0),
    byte_count   bigint NOT NULL CHECK (byte_count >= 0),
    schema_json  text NOT NULL,
    source       text,
    licence      text,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (dataset_id, number),
    UNIQUE (dataset_id, source_sha)
);

CREATE TABLE data_split (
    id           uuid PRIMARY KEY,
    version_id   uuid NOT NULL REFERENCES dataset_version ON DELETE CASCADE,
    target       text NOT NULL,
    test         text NOT NULL,
    task         text NOT NULL,
    train_sha    text NOT NULL,
    vault_sha    text,
    train_rows   bigint NOT NULL,
    vault_rows   bigint NOT NULL,
    dropped_rows bigint NOT NULL,
    shape_json   text NOT NULL,
    profile_json text NOT NULL,
    vault_reads  bigint NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (version_id, target, test)
);

-- Who read sealed rows, one row per read; kept when the reader is deleted.
CREATE TABLE vault_read (
    split_id uuid NOT NULL REFERENCES data_split ON DELETE CASCADE,
    number   bigint NOT NULL,
    study_id uuid NOT NULL,
    trial    integer NOT NULL,
    attempt  integer NOT NULL,
    read_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (split_id, number)
);
