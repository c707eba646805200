-- Who asked for sealed rows and was refused, and on which side of a split each row of its table is.
CREATE TABLE vault_refusal (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    split_id   uuid NOT NULL REFERENCES data_split ON DELETE CASCADE,
    asker      text NOT NULL,
    refused_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX vault_refusal_split ON vault_refusal (split_id, id);

-- A file of one byte for each row of the version's table; splits of earlier releases have none.
ALTER TABLE data_split ADD COLUMN sides_sha text;
-- Counts on when a noisy asker's refusals are no longer kept one by one.
ALTER TABLE data_split ADD COLUMN vault_refusals bigint NOT NULL DEFAULT 0;
CREATE INDEX data_split_vault ON data_split (vault_sha) WHERE vault_sha IS NOT NULL;
CREATE INDEX data_split_train ON data_split (train_sha);
