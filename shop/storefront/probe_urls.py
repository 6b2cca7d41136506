"""What machines ask: is the process alive, is it ready, what may be crawled."""

from django.urls import path

from shop.storefront import probes

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("robots.txt", probes.robots, name="robots"),
    path("sitemap.xml", probes.sitemap, name="sitemap"),
]
