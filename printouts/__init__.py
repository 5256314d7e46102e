"""Printouts: papers that leave the house, drawn with ReportLab from views."""
