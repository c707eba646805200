-- What users say that columns are, once for all studies of a dataset; JSON that the store does not interpret.
ALTER TABLE dataset ADD COLUMN columns_json text;
