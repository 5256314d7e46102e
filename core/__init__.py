"""The register and its rules: everything Buku Posyandu knows, without a screen, a chart or a printer."""
