"""Child-growth arithmetic: pure functions of values, exact as WHO's own software (WHO 2006, WHO Reference 2007)."""
