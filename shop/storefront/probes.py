"""Being built."""


def healthz(request, *args, **kwargs):
    raise NotImplementedError


def readyz(request, *args, **kwargs):
    raise NotImplementedError


def robots(request, *args, **kwargs):
    raise NotImplementedError


def sitemap(request, *args, **kwargs):
    raise NotImplementedError
