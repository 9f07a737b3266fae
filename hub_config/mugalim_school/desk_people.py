"""The desk's side of people: invitations with a QR code, reset codes, results as files."""

from __future__ import annotations

from typing import Any

from mugalim_answers.written import media_type
from mugalim_school import exports, marking, people
from mugalim_school.desk import COHORT, DeskPage
from mugalim_school.errors import SchoolError
from mugalim_school.inviting import shown_on, usable, withdraw
from mugalim_school.models import Invitation

PERSON = "([a-z][a-z0-9]{7,15})"
USES = (1, 10, 30, 100)
DAYS = 30


class Invite(DeskPage):
    """The way into a cohort: a link and a QR code that carry an invitation's code."""

    async def get(self, cohort: str) -> None:
        """The invitations that still work."""
        with self.school.database.reading() as session:
            found = marking.own_cohort(session, self.person.id, int(cohort))
            links = shown_on(self, usable(session, ["learner"], found.id))
        self.render_page("desk_invite.html", cohort=found, links=links, uses=USES, days=DAYS)

    async def post(self, cohort: str) -> None:
        """Make an invitation for so many people."""
        uses = self.get_body_argument("uses", "")
        if uses not in map(str, USES):
            raise SchoolError("school.old_page")
        with self.school.database.session() as session:
            found = marking.own_cohort(session, self.person.id, int(cohort))
            people.invite(session, self.person.id, "learner", found.id, DAYS, int(uses))
        self.back_to(f"{cohort}/invite")


class Withdraw(DeskPage):
    """Ends an invitation."""

    async def post(self, cohort: str) -> None:
        """From now on nobody can use it."""
        code = self.get_body_argument("code", "")
        with self.school.database.session() as session:
            found = marking.own_cohort(session, self.person.id, int(cohort))
            invitation = session.get(Invitation, code)
            own = invitation is not None and invitation.cohort == found.id
            if invitation is None or not own or invitation.role != "learner":
                raise SchoolError("school.not_found")
            withdraw(session, invitation, self.person.id)
        self.back_to(f"{cohort}/invite")


class Reset(DeskPage):
    """A one-use code for somebody who forgot her password."""

    async def get(self, cohort: str, person: str) -> None:
        """Ask first: the code ends any earlier one, and she will read who issued it."""
        self._show(cohort, person, None)

    async def post(self, cohort: str, person: str) -> None:
        """Issue the code and show it, once."""
        with self.school.database.session() as session:
            marking.own_learner_of(session, self.person.id, int(cohort), person)
            code = people.issue_reset(session, person, self.person.id)
        self._show(cohort, person, code)

    def _show(self, cohort: str, person: str, code: str | None) -> None:
        with self.school.database.reading() as session:
            learner = marking.own_learner_of(session, self.person.id, int(cohort), person)
            found = marking.own_cohort(session, self.person.id, int(cohort))
        address = f"{self.request.protocol}://{self.request.host}{self.hub_base}hub/reset"
        self.render_page(
            "desk_reset.html", cohort=found, learner=learner, code=code, address=address
        )


class Results(DeskPage):
    """A cohort's results as a file."""

    async def get(self, cohort: str, form: str) -> None:
        """CSV or .xlsx, in the language of the page."""
        with self.school.database.reading() as session:
            found = marking.own_cohort(session, self.person.id, int(cohort))
            lines = exports.lines(session, found.id)
        write = exports.as_csv if form == "csv" else exports.as_xlsx
        self.set_header("Content-Type", media_type(f"results.{form}"))
        name = f"results-{found.id}.{form}"
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(write(lines, self.words.text))


ROUTES: list[tuple[str, Any]] = [
    (f"/desk/{COHORT}/invite", Invite),
    (f"/desk/{COHORT}/withdraw", Withdraw),
    (f"/desk/{COHORT}/people/{PERSON}/reset", Reset),
    (f"/desk/{COHORT}/results\\.(csv|xlsx)", Results),
]
