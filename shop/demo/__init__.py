"""The sample shop: public facts with their sources, and samples where there are none."""
