"""GeoJSON points: where a place is."""

from __future__ import annotations

from math import isfinite


def point(geometry: object) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of a GeoJSON Point, or of a Feature or an object that holds one.

    GeoJSON (RFC 7946) writes longitude first. None for other shapes and for what is nowhere on earth.
    """
    if not isinstance(geometry, dict):
        return None
    for key in ("geometry", "geometry_geojson", "geojson"):
        if isinstance(inner := geometry.get(key), dict) and (found := point(inner)):
            return found
    if {"lat", "lon"} <= geometry.keys():
        return _degrees(geometry["lat"], geometry["lon"])
    values = geometry.get("coordinates")
    if geometry.get("type") != "Point" or not isinstance(values, list) or len(values) < 2:
        return None
    return _degrees(values[1], values[0])


def _degrees(latitude: object, longitude: object) -> tuple[float, float] | None:
    if not isinstance(latitude, (int, float)) or not isinstance(longitude, (int, float)):
        return None
    here = isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
    return (float(latitude), float(longitude)) if here else None
