"""Being built."""
def checkout(request, *args, **kwargs):
    raise NotImplementedError


