"""The catalogue, the phases and the rules as data, with the loader that reports every flaw at once."""
