"""A digest of all that linking reads of the authority records: while it is the same, so are the links of an article."""

from __future__ import annotations

from hashlib import blake2b

from backfile.model.authority import Authority


def basis(authority: Authority) -> bytes:
    """Digest of the entities' names, kinds, countries, dates, descriptions and what is said of their relations."""
    found = blake2b(digest_size=16)
    for entity in authority.entities.values():
        read = (
            entity.id,
            entity.name,
            entity.aliases,
            entity.names,
            entity.country,
            str(entity.valid),
            entity.description,
            [role.name for role in entity.roles],
            entity.unlike,
            entity.merged_into,
            entity.hidden,
        )
        found.update(repr(read).encode("utf-8", "surrogatepass"))
    return found.digest()
