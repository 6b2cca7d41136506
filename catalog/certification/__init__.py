"""OCOP certificates and the import of the office's register."""
