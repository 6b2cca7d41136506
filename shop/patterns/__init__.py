"""Every component of the pages in each of its states, for people who build; never on a public machine."""
