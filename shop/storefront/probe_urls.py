"""What machines ask: is the process alive, is it ready, what may be crawled, what may a phone keep."""

from django.urls import path

from shop.storefront import offline, probes, sitemap_views

SITEMAP = {
    "trang": "cms.sitemaps.PageSitemap",
    "danh-sach": "shop.storefront.sitemaps.ListSitemap",
    "loc": "shop.storefront.sitemaps.FacetSitemap",
    "san-pham": "shop.storefront.sitemaps.ProductSitemap",
    "chung-nhan": "shop.storefront.sitemaps.CertificateSitemap",
    "chu-the": "shop.storefront.sitemaps.ProducerSitemap",
    "diem-ban": "shop.storefront.sitemaps.PointSitemap",
}

urlpatterns = [
    path("healthz", probes.healthz, name="healthz"),
    path("readyz", probes.readyz, name="readyz"),
    path("robots.txt", probes.robots, name="robots"),
    path("sitemap.xml", sitemap_views.sitemap, {"sections": SITEMAP}, name="sitemap"),
    path(
        "sitemap-<slug:section>-<int:number>.xml",
        sitemap_views.part,
        {"sections": SITEMAP},
        name="sitemap-part",
    ),
    path("sw.js", offline.worker, name="service-worker"),
    path("site.webmanifest", offline.manifest, name="manifest"),
]
