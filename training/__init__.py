"""From treebanks and name-annotated text to the weights in `src/detente/parse/model`."""
