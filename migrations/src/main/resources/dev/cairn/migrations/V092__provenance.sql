-- How the models of a trial came to be, as JSON that the store does not interpret; null where they are made elsewhere.
ALTER TABLE result ADD COLUMN provenance text;
