"""Being built."""
def bad_request(request, *args, **kwargs):
    raise NotImplementedError


def permission_denied(request, *args, **kwargs):
    raise NotImplementedError


def not_found(request, *args, **kwargs):
    raise NotImplementedError


def server_error(request, *args, **kwargs):
    raise NotImplementedError


def csrf_failure(request, *args, **kwargs):
    raise NotImplementedError


