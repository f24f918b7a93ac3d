"""Names in wire copy: who and where is in a text, by rules over news style, without a model and without a download."""

from backfile.names.name import Name
from backfile.names.recognisers import Recogniser, recogniser, recogniser_basis
from backfile.names.recognition import recognise

__all__ = ["Name", "Recogniser", "recognise", "recogniser", "recogniser_basis"]
