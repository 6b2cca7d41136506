"""Being built."""
def order_lookup(request, *args, **kwargs):
    raise NotImplementedError


def order_detail(request, *args, **kwargs):
    raise NotImplementedError


