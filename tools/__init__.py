"""Programs for developers of the lexicon; nothing here is installed."""
