### Messages of the cli: not written yet.
