"""Being built."""
def product_list(request, *args, **kwargs):
    raise NotImplementedError


def product_detail(request, *args, **kwargs):
    raise NotImplementedError


def group(request, *args, **kwargs):
    raise NotImplementedError


