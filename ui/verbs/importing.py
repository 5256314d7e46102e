"""The verb `import`: people of a village from another program's file."""

VERBS = ()
