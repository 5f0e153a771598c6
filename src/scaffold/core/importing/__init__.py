"""From a schema that is there to resource lines, and what of it no line can say."""
