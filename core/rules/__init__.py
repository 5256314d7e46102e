"""Official rules of the field as functions of values: facts in, verdict out."""
