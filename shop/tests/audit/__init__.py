"""What outside judges say of the shop as a public machine serves it: `make audit`."""
