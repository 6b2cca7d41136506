"""What machines ask: is the process alive, is it ready, what may be crawled, what may a phone keep."""

from django.urls import path

from shop.storefront import offline, probes

SITEMAP = [
    "cms.sitemaps.PageSitemap",
    "shop.storefront.sitemaps.ListSitemap",
    "shop.storefront.sitemaps.ProductSitemap",
    "shop.storefront.sitemaps.ProducerSitemap",
    "shop.storefront.sitemaps.PointSitemap",
]

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("robots.txt", probes.robots, name="robots"),
    path("sitemap.xml", probes.sitemap, {"sections": SITEMAP}, name="sitemap"),
    path("sw.js", offline.worker, name="service-worker"),
    path("site.webmanifest", offline.manifest, name="manifest"),
]
