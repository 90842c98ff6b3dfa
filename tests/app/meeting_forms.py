"""Made-up forms with the ids of a meeting and a ward round, for preparing: shorter than those that ship."""

from models.forms import Form, Section
from models.questions import Choice, Duty, Kind, Question, SideName

P, T, F, B = SideName.PATIENT, SideName.TEAM, SideName.FAMILY, SideName.TOGETHER
TAKE_PART = (Choice("speak", "I come and speak"), Choice("send", "I send my words and stay away"), Choice("later", "I decide on the day"))
CHAIR = (Choice("me", "I lead"), Choice("share", "I share the lead with somebody"), Choice("own", "Something else", own_words=True))
ORDER = (Choice("well", "What went well"), Choice("medicine", "Medicine"), Choice("printed", "As printed", shuts_out=True))
WEEK = (
    Choice("w1", "A very bad week"),
    Choice("w2", "Up and down"),
    Choice("w3", "A very good week"),
    Choice("rather_not", "I would rather not say", shuts_out=True),
)


def meeting_form() -> Form:
    """A meeting: three core questions before it, and more choices."""
    before = (
        Question("sec_before", "Before my meeting", "Preparation", Kind.HEADING, help="Three questions, and I can skip them all."),
        Question(
            "mm_say",
            "What do I want to say or ask?",
            "Points the person wants raised",
            Kind.REQUEST,
            (P,),
            help="Up to three things; one word is enough.",
            picture="speech",
            core=True,
            repeats=True,
        ),
        Question(
            "mm_who",
            "Who do I want there?",
            "People wanted",
            Kind.TEXT,
            (P, T),
            help="I can also say who I do not want there.",
            picture="people",
            core=True,
        ),
        Question(
            "mm_take_part",
            "How do I want to take part?",
            "Way of taking part",
            Kind.CHOICE,
            (P,),
            help="I choose, and I can change my mind on the day.",
            picture="chair",
            core=True,
            choices=TAKE_PART,
        ),
        Question(
            "mm_chair",
            "Who leads the meeting?",
            "Chairing",
            Kind.CHOICE,
            (P,),
            help="The chair is the person who leads the meeting.",
            picture="chair",
            choices=CHAIR,
            duties=(Duty.CHAIR,),
        ),
        Question("mm_breaks", "How do I ask for a break?", "Breaks", Kind.TEXT, (P,), help="A hand, a card or a word.", picture="pause"),
        Question(
            "mm_order", "In which order do we talk?", "Agenda", Kind.SEVERAL, (P, B), picture="list", choices=ORDER, duties=(Duty.IN_ORDER,)
        ),
        Question("mm_team_brings", "What does the team want to talk about?", "Team's points", Kind.TEXT, (T,), picture="people_talk"),
        Question("mm_family_brings", "What do family and friends want to say?", "Family's points", Kind.TEXT, (F,), picture="people"),
    )
    talk = (Question("mm_well", "What has gone well?", "Progress", Kind.TEXT, (P, T, F), picture="sun"),)
    return Form(
        "my_meeting",
        1,
        "My meeting",
        "Meeting",
        "en-GB",
        (Section("before", "Before", "Before", before), Section("talk", "We talk", "Parts", talk)),
    )


def round_form() -> Form:
    """A ward round: three things first."""
    three = (
        Question(
            "wr_things",
            "What do I want to talk about?",
            "The person's points",
            Kind.REQUEST,
            (P, T),
            help="Up to three things; one word each is enough.",
            picture="speech",
            core=True,
            repeats=True,
            most_boxes=3,
        ),
        Question("wr_week", "How has my week been?", "The week", Kind.SCALE, (P,), picture="calendar_week", core=True, choices=WEEK),
        Question("wr_who", "Who do I want there with me?", "People wanted", Kind.TEXT, (P, T), picture="people", core=True),
    )
    rest = (
        Question("wr_family", "What do family and friends want us to know?", "Family's views", Kind.TEXT, (F,), picture="people"),
        Question("wr_team_says", "What does the team want to tell me?", "Team's points", Kind.TEXT, (T, P), picture="people_talk"),
    )
    return Form(
        "ward_round",
        1,
        "My ward round",
        "Ward round",
        "en-GB",
        (Section("three", "Three things first", "Agenda", three), Section("rest", "Answers", "Outcomes", rest)),
    )
