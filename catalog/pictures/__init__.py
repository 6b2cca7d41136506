"""Pictures: one way from an upload to AVIF, WebP and JPEG in the sizes that pages show."""
