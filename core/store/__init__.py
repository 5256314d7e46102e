"""The register on disk: tables, engine, unit of work and journal."""
