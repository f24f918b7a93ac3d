"""Names in wire copy: who and where is in a text, by rules over news style, without a model and without a download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backfile.deferred import deferred

if TYPE_CHECKING:
    from backfile.names.basis import recogniser_basis
    from backfile.names.name import Name
    from backfile.names.recognisers import Recogniser, recogniser
    from backfile.names.recognition import recognise

__all__ = ["Name", "Recogniser", "recognise", "recogniser", "recogniser_basis"]

__getattr__ = deferred(
    __name__,
    {
        "Name": "name",
        "Recogniser": "recognisers",
        "recognise": "recognition",
        "recogniser": "recognisers",
        "recogniser_basis": "basis",
    },
)
