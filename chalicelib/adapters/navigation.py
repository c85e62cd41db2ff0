"""The one list of where a person can go. A page that is new adds its line here, and stands in the navigation."""

from typing import Final

from msgspec import Struct


class Place(Struct, frozen=True):
    """A page in the navigation: its path, its name, and below it, in the menu, what one finds there."""

    path: str
    name: str
    what: str = ""

    @property
    def page(self) -> str:
        """The name of the page's template.

        >>> Place("/check-in", "Check-in").page
        'check_in'
        """
        return self.path.removeprefix("/").replace("-", "_")


BAR: Final = (
    Place("/log", "Log"),
    Place("/check-in", "Check-in"),
    Place("/today", "Today"),
    Place("/history", "History"),
)
"""Under the thumb: the way to `/more` stands beside them. Each has its picture in `web/icons.html`."""
MORE: Final = (
    Place("/week", "Your week", "Its days, the body map and your habits, beside the weeks before"),
    Place("/symptom", "Something other than a twitch", "Weakness, numbness, trouble with speech, and the rest"),
    Place("/text", "Say it in one line", "Type or dictate a twitch"),
    Place("/questions", "Questions", "What Steady asks of you"),
    Place("/visit", "A visit to a doctor", "What was found changes what Steady looks for"),
    Place("/triggers", "Triggers", "What was often together with your twitching"),
    Place("/visit-pack", "For your doctor", "Your log on one page, to print or to take as a PDF"),
    Place("/experiments", "Try with and without", "Some days with one thing, some without it"),
    Place("/tokens", "Log from your phone", "A shortcut that takes one line, spoken or typed"),
    Place("/settings", "Settings", "Reminders, mails, quiet hours, medicines, your health"),
    Place("/export", "Take it with you, or erase it", "Files for you and your doctor"),
)
"""The menu behind `More`, in this order."""
