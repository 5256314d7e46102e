"""People and families: registering, finding, merging, pregnancies and births, where everybody lived when."""
