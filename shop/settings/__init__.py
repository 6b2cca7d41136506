"""One file per environment (dev, test, production), each over `base`; Oscar's and Wagtail's own apart."""
