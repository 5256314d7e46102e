"""Files that come in and go out: importers and exporters, a module per format."""
