"""Why somebody should come to the next hari buka: each reason one short sentence, pure."""
