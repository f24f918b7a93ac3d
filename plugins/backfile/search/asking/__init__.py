"""``invoke search``: ask the Whoosh index of a built site, and be answered as the reader's browser answers."""

from backfile.search.asking.answers import ORDERS, Answer, Asker, Hit, Order, ask
from backfile.search.asking.leaves import NOTES

__all__ = ["NOTES", "ORDERS", "Answer", "Asker", "Hit", "Order", "ask"]
