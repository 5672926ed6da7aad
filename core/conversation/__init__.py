"""One message in, one turn out: `respond` and a module for each topic."""
