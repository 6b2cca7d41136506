"""What is sold, by whom, from where, and with which stars."""
