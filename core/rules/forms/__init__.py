"""Every card and screening instrument as data: a module per form, its fields and what they say."""
