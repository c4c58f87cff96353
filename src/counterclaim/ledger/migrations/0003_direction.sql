-- Version 3: whether a time expression looks back or ahead from the day of publication; null where nothing tells.
ALTER TABLE timexes ADD COLUMN direction TEXT;
