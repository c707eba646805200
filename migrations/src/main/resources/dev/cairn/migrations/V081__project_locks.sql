-- Claims of one project are counted one after the other, by a lock on its row; a role that may lock a row must be allowed to change something of it.
ALTER TABLE project ADD COLUMN locked boolean NOT NULL DEFAULT false;
