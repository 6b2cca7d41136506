"""The makers (chủ thể OCOP)."""
