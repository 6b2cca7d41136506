"""Being built."""
def point_list(request, *args, **kwargs):
    raise NotImplementedError


def point_detail(request, *args, **kwargs):
    raise NotImplementedError


