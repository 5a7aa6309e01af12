"""Training of the language model. Needs the `train` extra; nothing under `src/` imports this."""
