"""From the names that the recogniser finds to forms of records."""

from __future__ import annotations

from backfile.linking.automatic_companies import GENERIC
from backfile.linking.automatic_organisations import LEGAL
from backfile.linking.automatic_people import same_given_name
from backfile.linking.forms import Form, Source
from backfile.linking.institutions import is_institution
from backfile.linking.known_places import present_name
from backfile.linking.listed import listed
from backfile.linking.matcher import Matcher, fitting
from backfile.linking.nations import country_called, home_of
from backfile.linking.ordinary import is_ordinary, is_title
from backfile.linking.rules import Rule
from backfile.linking.words import key_of
from backfile.model.authority import Entity, Kind
from backfile.names import Name

_LANDS = listed("island province city peninsula region")
_ADDED = listed("the inc corp co ltd plc ag sa nv mr mrs ms dr sir president")


class Resolver:
    """Looks names up for one article."""

    def __init__(self, matcher: Matcher, entities: dict[str, Entity], teams: bool) -> None:
        """``teams``: whether the article is of sport between teams."""
        self.teams = teams
        self._matcher = matcher
        self._entities = entities
        self._known: dict[str, tuple[Form, ...]] = {}

    def named(self, name: str) -> tuple[Form, ...]:
        """The forms of a name, with or without what wires add to it."""
        if name not in self._known:
            key = key_of(name)
            forms = fitting(self._of(key), name)
            forms = forms or self._without_added(key) or _companies(self._of(_company(key))) or self._untitled(key)
            self._known[name] = forms or self._national(key) or self._shorter(key)
        return self._known[name]

    def _without_added(self, key: str) -> tuple[Form, ...]:
        """The forms without article, title or legal form; what has a legal form is no place."""
        bare = _bare(key)
        forms = self._of(bare)
        return forms if bare.endswith(key.rpartition(" ")[2]) else _companies(forms)

    def _national(self, key: str) -> tuple[Form, ...]:
        """The forms of an institution of the country in front of it: ``French Senate``."""
        words = key.split()
        for cut in (2, 1):
            land = country_called(" ".join(words[:cut])) if cut < len(words) else ""
            if land and is_institution(rest := " ".join(words[cut:])):
                return tuple([form for form in self._of(rest) if self._is_of(form, land)])
        return ()

    def _is_of(self, form: Form, land: str) -> bool:
        entity = self._entities.get(form.entity)
        return entity is not None and entity.kind is Kind.ORGANISATION and home_of(entity) == land

    def _shorter(self, key: str) -> tuple[Form, ...]:
        """The forms of a company or place whose record lacks what the text says that it is: ``Toyota Motor``."""
        words = key.split()
        kind = Kind.PLACE if words[-1] in _LANDS else Kind.ORGANISATION
        while len(words) > 1 and ((words[-1] in GENERIC and words[-1] != "news") or words[-1] in _LANDS):
            words = words[:-1]
            if forms := self._of(" ".join(words)):
                return tuple([form for form in forms if _is_own(form) and form.entity.startswith(kind)])
        return ()

    def _untitled(self, key: str) -> tuple[Form, ...]:
        """The forms of a person without the words in front that are no names: ``President-elect``."""
        words = key.split()
        while len(words) > 2 and (is_title(words[0]) or is_ordinary(words[0])):
            words = words[1:]
            if forms := self._of(" ".join(words)):
                return tuple([form for form in forms if form.entity.startswith(Kind.PERSON.value)])
        return ()

    def forms(self, name: Name, text: str) -> tuple[Form, ...]:
        """The forms of a recognised name by its full form, or by its own words in ``text``."""
        forms = self.named(name.full) or self.named(text[name.start : name.end])
        if not forms and name.kind is Kind.PLACE and (today := present_name(name.full)):
            forms = tuple([form for form in self._of(today) if form.entity.startswith(Kind.PLACE)])
        return forms

    def compatible(self, forms: tuple[Form, ...], name: Name) -> tuple[Form, ...]:
        """Those of ``forms`` whose person may be called as ``name`` says: same surname, given names that agree."""
        if name.kind is not Kind.PERSON:
            return ()
        said = key_of(name.full).split()
        return tuple([form for form in forms if _may_be_called(self._entities.get(form.entity), said)])

    def _of(self, key: str) -> tuple[Form, ...]:
        forms = self._matcher.of(key)
        return forms if self.teams else without_teams(forms)


def _is_own(form: Form) -> bool:
    """Whether a form is a record's name or alias, if without its legal form."""
    return form.source is not Source.AUTOMATIC or form.rule is Rule.WITHOUT_SUFFIX


def _companies(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    return tuple([form for form in forms if form.entity.startswith(Kind.ORGANISATION)])


def without_teams(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    """Forms without the short names of teams, which mean something in sport alone."""
    for form in forms:
        if form.rule is Rule.TEAM:
            return tuple([form for form in forms if form.rule is not Rule.TEAM])
    return forms


def _may_be_called(entity: Entity | None, said: list[str]) -> bool:
    if entity is None or entity.kind is not Kind.PERSON or len(said) < 2:
        return False
    for name in (entity.name, *entity.aliases):
        own = key_of(name).split()
        if len(own) > 1 and own[-1] == said[-1] and same_given_name(own[0], said[0]):
            return True
    return False


def _bare(key: str) -> str:
    """A key without article, title or legal suffix."""
    words = key.split()
    while len(words) > 1 and words[0] in _ADDED:
        words = words[1:]
    while len(words) > 1 and words[-1] in _ADDED:
        words = words[:-1]
    return " ".join(words)


def _company(key: str) -> str:
    """What stands before ``co of …``; nothing where that is not there."""
    words = key.split()
    for index in range(1, len(words) - 1):
        if words[index] in LEGAL and words[index + 1] == "of":
            return " ".join(words[:index])
    return ""
