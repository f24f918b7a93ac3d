"""WordPress exports (WXR): RSS with what WordPress knows besides."""
