"""Six example sites of our own writing, from a lively modern one to a frameset of 1999."""
