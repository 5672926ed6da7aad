"""Tables, translation row ↔ value, the store and its migrations."""
