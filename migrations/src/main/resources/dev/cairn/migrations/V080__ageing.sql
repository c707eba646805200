-- When a study's last attempt ended: one that waits too long since then goes ahead of priorities.
ALTER TABLE study ADD COLUMN served_at timestamptz;
