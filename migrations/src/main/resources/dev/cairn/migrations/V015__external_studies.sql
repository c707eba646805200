-- Studies whose trials are trained elsewhere, by clients that ask and tell: they have no dataset.
ALTER TABLE study ALTER COLUMN split_id DROP NOT NULL;
