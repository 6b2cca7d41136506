"""The pages that shoppers and tourists see, and what machines ask of the site."""
