"""What the first page says before any question: where the plan is in its life, the next review, the version, and how to read the marks."""

from app.answers import differ, read_date
from app.dates import write_day
from app.language import _, ngettext
from app.stands import Signature, Stand
from app.word.blocks import KeyRow
from app.word.facts import Facts
from app.word.scene import Scene
from app.word.standing import changed_questions, numbers_in_a_row
from models.plans import PlanState
from models.questions import Duty, Kind
from models.text.pens import Voice, VoiceKind

ROOT_GROUPS = 3
MOST_NUMBERS = 12  # of questions in the box at the head; more say no more than that much has changed


def state_sentences(scene: Scene) -> tuple[str, ...]:
    """Where the plan is in its life; for one in use without agreement, that it is so, first."""
    plan = scene.facts.plan
    day = write_day(plan.state_at.astimezone(scene.facts.zone).date())
    if plan.state is PlanState.CURRENT:
        return _("This plan is in use."), *(_where_the_patient_stands(scene) if scene.facts.patient else ())
    if plan.state is PlanState.REPLACED:
        return (_("This plan was replaced on {day}. It stays as it was, for reading.").format(day=day),)
    if plan.state is PlanState.PUT_AWAY:
        return (_("This plan was put away on {day}. It is not in use.").format(day=day),)
    if scene.facts.form.agenda:
        return (_what_record(scene.facts), _("It says what each of us said, and what was decided."))
    return (_("This plan is still being written. It is not in use yet."),)


def standing_in_words(state: PlanState) -> str:
    """Where a plan is in its life, as it stands at the head of every page."""
    return {
        PlanState.BEING_WRITTEN: _("being written"),
        PlanState.CURRENT: _("in use"),
        PlanState.REPLACED: _("replaced"),
        PlanState.PUT_AWAY: _("put away"),
    }[state]


def standing_of(facts: Facts) -> str:
    """The same for a copy; a meeting that was closed is no more being written."""
    last = facts.last_meeting
    if facts.plan.state is PlanState.BEING_WRITTEN and last and last.closed:
        return _("closed on {day}").format(day=write_day(last.day))
    return standing_in_words(facts.plan.state)


def _what_record(facts: Facts) -> str:
    if facts.last_meeting is None:
        return _("This is the record of a meeting.")
    return _("This is the record of the meeting on {day}.").format(day=write_day(facts.last_meeting.day))


def review_sentence(scene: Scene) -> str:
    """When the plan is looked at again, or the next meeting is; "" for a form that does not ask, or prints that question on page 1."""
    asked = next(iter(scene.facts.form.with_duty(Duty.NEXT_REVIEW)), None)
    if asked is None or asked.kind is not Kind.DATE or asked.has(Duty.FIRST_PAGE):
        return ""
    entries, meeting = scene.all_answers(asked, ""), bool(scene.facts.form.agenda)
    if differ(entries):
        number = scene.facts.form.number_of(asked.id)
        if meeting:
            return _("We differ on when the next meeting is. See question {number}.").format(number=number)
        return _("We differ on when we look at this plan again. See question {number}.").format(number=number)
    day = read_date(entries[0].value) if entries else None
    if day is None and any(run.text.strip() for box in scene.box_ids(asked) for run in scene.all_runs(asked, box)):
        number = scene.facts.form.number_of(asked.id)
        if meeting:
            return _("For the next meeting, see question {number}.").format(number=number)
        return _("For the day we look at this plan again, see question {number}.").format(number=number)
    if day is None:
        return _("No day is set yet for the next meeting.") if meeting else _("No day is set yet to look at this plan again.")
    if meeting:
        return _("The next meeting is on {day}.").format(day=write_day(day))
    return _("We look at this plan again on {day}.").format(day=write_day(day))


def version_line(scene: Scene) -> str:
    """Form version and record, so that two copies can be told apart: "Form version 1 · Record 214, 3f2a 9c11 0b7d"."""
    plan = scene.facts.plan
    root = plan.head_hash.hex()
    groups = " ".join(root[start : start + 4] for start in range(0, 4 * ROOT_GROUPS, 4))
    return _("Form version {form} · Record {n}, {root}").format(form=plan.form_version, n=plan.head_n, root=groups)


def key_rows(scene: Scene) -> tuple[KeyRow, ...]:
    """Everybody whose initials stand in this copy: the patient first, then people, then what is said together, then sources."""
    people = dict.fromkeys((*(person for voice in scene.seen.voices for person in voice.people), *scene.seen.people))
    patient = scene.facts.plan.patient_id
    known = [person for person in people if scene.cast.person(person)]
    rows = [_person_row(person, scene) for person in sorted(known, key=lambda person: (person != patient, scene.cast.name(person)))]
    others = [voice for voice in scene.seen.voices if len(voice.people) != 1]  # somebody's letter goes by that person's initials
    return (*rows, *(_other_row(voice, scene) for voice in others))


def how_to_read(scene: Scene) -> tuple[str, ...]:
    """What each sort of mark means that stands in this copy, by its first example."""
    found, lines = scene.seen.examples, list[str]()
    if own := found.get("own"):
        lines.append(_("[{example}]: {name}'s own words begin here, up to the next sign.").format(example=own, name=found["owner"]))
    if typed := found.get("typed"):
        lines.append(
            _("[{example}]: {hands} typed this for {owner}. A note says whether {owner} said yes.").format(
                example=typed, hands=found["typed by"], owner=found["typed for"]
            )
        )
    if way := found.get("way"):
        lines.append(_("By way of {way}: {way} carried the words, as an interpreter does.").format(way=way))
    if quoted := found.get("quoted"):
        lines.append(_("[{example}]: a sign in “ ” means words from elsewhere in the plan, or an earlier one.").format(example=quoted))
    if struck := found.get("struck"):
        lines.append(
            _("({example}): {striker} asks to take out the crossed words before it. Not agreed.").format(
                example=struck, striker=found["struck by"]
            )
        )
    if both := found.get("both"):
        lines.append(_("({example}): these people wrote letters of the word before it.").format(example=both))
    return tuple(lines)


# ---- insides


def _where_the_patient_stands(scene: Scene) -> tuple[str, ...]:
    """Where the patient stands on the whole plan; where it says something else by now, on which day that was, and what changed."""
    signed = next((one for one in scene.signatures() if one.given.person == scene.facts.plan.patient_id), None)
    if signed is None or not signed.changed:
        return (_stands(scene.patient, signed.given.stand if signed else None),)
    return _stood(scene.patient, signed.given.stand, write_day(scene.day_of(signed.given.entry.at_ms))), _changed(signed, scene)


def _stands(name: str, stand: Stand | None) -> str:
    if stand is Stand.AGREE:
        return _("{name} agrees with it.").format(name=name)
    if stand is Stand.AGREE_IN_PART:
        return _("{name} agrees with a part of it.").format(name=name)
    if stand is Stand.DISAGREE:
        return _("{name} does not agree with it.").format(name=name)
    return _("{name} has not agreed to it.").format(name=name)


def _stood(name: str, stand: Stand, day: str) -> str:
    if stand is Stand.AGREE:
        return _("{name} agreed with it on {day}.").format(name=name, day=day)
    if stand is Stand.AGREE_IN_PART:
        return _("{name} agreed with a part of it on {day}.").format(name=name, day=day)
    if stand is Stand.DISAGREE:
        return _("{name} did not agree with it on {day}.").format(name=name, day=day)
    return _("{name} has not agreed to it.").format(name=name)


def _changed(signed: Signature, scene: Scene) -> str:
    """Which questions the patient has not seen as they are now."""
    numbers = changed_questions(signed, scene)
    if not 0 < len(numbers) <= MOST_NUMBERS:
        return _("Something changed since {name} signed.").format(name=scene.patient)
    return ngettext(
        "Question {numbers} changed since {name} signed.", "Questions {numbers} changed since {name} signed.", len(numbers)
    ).format(numbers=numbers_in_a_row(numbers), name=scene.patient)


def _person_row(person: str, scene: Scene) -> KeyRow:
    known = scene.cast.person(person)
    assert known is not None
    return KeyRow(Voice.of(person), known.initials, scene.cast.full_name(person), scene.cast.role(person), known.mark)


def _other_row(voice: Voice, scene: Scene) -> KeyRow:
    sign, name = scene.seen.sign_of(voice, scene.cast), scene.cast.voice(voice)
    return KeyRow(voice, sign, name, _sort_in_words(voice))


def _sort_in_words(voice: Voice) -> str:
    if voice.kind is VoiceKind.SHARED:
        return _("said together")
    return _("a source") if voice.kind is VoiceKind.SOURCE else ""
