"""The stock machine in parts: the shop and its account, then what each kind of people does."""
