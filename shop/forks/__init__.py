"""Thin overrides of Oscar, nothing else."""
