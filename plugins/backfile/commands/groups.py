"""Commands in groups: ``invoke entities why ARTICLE``, where Invoke itself has only ``invoke entities.why ARTICLE``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.parser.argument import Argument
from invoke.tasks import Task


class Group(Task[Any]):
    """A task whose first argument is the name of a command; the command's own arguments follow.

    Fill it with ``command``. Options keep their long form only, and one that two commands have is the same in both.
    """

    def __init__(self, name: str, about: str) -> None:
        def dispatch(context: Context, command: str, **given: Any) -> Any:
            return self._run(context, command, given)

        super().__init__(dispatch, name=name)
        self.__doc__ = about
        self.commands: dict[str, Task[Any]] = {}

    def command(self, **settings: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A decorator that makes a function a command of the group; ``settings`` are those of Invoke's ``task``."""

        def add(function: Callable[..., Any]) -> Callable[..., Any]:
            name = settings.get("name", function.__name__)
            self.commands[name] = Task(function, auto_shortflags=False, **settings)
            summaries = [f"{name}: {str(task.__doc__).splitlines()[0]}" for name, task in sorted(self.commands.items())]
            self.__doc__ = "\n\n".join([str(self.__doc__).partition("\n\n")[0], *summaries])
            return function

        return add

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        """The name of the command, and the arguments of all commands."""
        chosen = Argument(name="command", positional=True, help="one of: " + ", ".join(sorted(self.commands)))
        found: dict[str, _Owned] = {}
        for name, task in self.commands.items():
            for argument in task.get_arguments(ignore_unknown_help):
                found.setdefault(argument.names[0], _Owned(argument, chosen)).owners.append(name)
        return [chosen, *found.values()]

    def _run(self, context: Context, command: str, given: dict[str, Any]) -> Any:
        if command not in self.commands:
            raise Exit(
                f"There is no command '{self.name} {command}'. There are: {', '.join(sorted(self.commands))}.", 2
            )
        task = self.commands[command]
        own = {argument.name for argument in task.get_arguments()}
        for argument in self.get_arguments()[1:]:
            if argument.name not in own and given[str(argument.name)] not in (argument.default, "", []):
                raise Exit(f"'{self.name} {command}' has no option --{argument.names[0]}.", 2)
        return task(context, **{name: value for name, value in given.items() if name in own})


class _Owned(Argument):
    """An argument that the parser waits for only when a command that has it was chosen."""

    def __init__(self, like: Argument, chosen: Argument) -> None:
        super().__init__(names=(like.names[0],))
        vars(self).update({**vars(like), "names": (like.names[0],)})
        self.chosen = chosen
        self.owners: list[str] = []

    @property
    def value(self) -> Any:
        """What was given; nothing at all, but not None, where the chosen command has no such argument."""
        absent = self.positional and self._value is None and self.chosen.value not in self.owners
        return "" if absent else super().value

    @value.setter
    def value(self, given: Any) -> None:
        self.set_value(given)
