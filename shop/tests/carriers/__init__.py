"""A stand-in of the carriers' machines for tests: real HTTP on this machine, nothing is carried."""
