"""Being built."""
def producer_list(request, *args, **kwargs):
    raise NotImplementedError


def producer_detail(request, *args, **kwargs):
    raise NotImplementedError


