"""Laporan & Cetak: what is counted, and every paper."""
