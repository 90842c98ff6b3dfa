"""What stands in the plans of the demonstration: a care plan written in two sittings, a safety plan, and a plan of another patient."""

from datetime import date, datetime, timedelta

from app.answers import Answered, Chosen, LawDecision, Reply, Step, answered_value, chosen_value, date_value, law_value, step_value
from app.demo_writing import People, Writing
from app.forms import shipped_form
from app.stands import Stand
from models.questions import Question
from models.text.document import side_id


def write_before(table: Writing, people: People, moment: datetime) -> None:
    """The sitting three weeks ago: most of the care plan, agreed and signed."""
    _about_sam(table, people)
    _what_sam_wants(table, people)
    _need_and_steps(table, people, moment.date())
    _medicine_and_body(table, people, moment.date())
    _safety(table, people)
    _life_and_family(table, people)
    _rights(table, people)
    _leave_and_moving(table, people, moment.date())
    _what_is_missing(table, people)
    _close(table, people, moment.date())


def write_today(table: Writing, people: People, moment: datetime) -> None:
    """Today: what changed since, what was struck, kept and let go, and what waits for an answer."""
    sam, jo, mum, reyes, lee = people.sam, people.jo, people.mum, people.reyes, people.lee
    table.strikes(jo, "safe_helps/together", "on my own, ")
    table.puts_in(mum, "safe_helps/together", "then music.", " I ring him at half past four.")
    table.puts_in(jo, "safe_helps/together", "half past four.", " If the door is locked, staff open it at once.")
    table.stands(sam, "safe_helps", Stand.AGREE)
    table.stands(jo, "safe_helps", Stand.AGREE_IN_PART, "At night it can take ten minutes until somebody opens.")
    table.cannot_say(jo, mum, "safe_helps", "Mum had to leave for work.", moment.date() + timedelta(days=2))
    table.strikes(jo, "safe_worry/together", "at night")
    table.keeps(sam, "safe_worry/together", "at night")
    table.strikes(reyes, "story/patient", " of everybody")
    table.lets_go(sam, "story/patient", " of everybody")
    table.types_for(jo, sam, "about_please_do/patient", "Please knock before you come in.")
    table.types_for(jo, sam, "about_please_do/patient", " Sam likes to be left alone.")
    table.disowns(sam, "about_please_do/patient", " Sam likes to be left alone.")
    table.strikes(reyes, "med_helps/together", "twelve")
    table.puts_in(reyes, "med_helps/together", "twelve", "ten")
    box = table.adds_box(sam, "med_ask")
    table.says(sam, side_id("med_ask", "patient", box), "Can I stop the tablet in the morning? It makes me slow.")
    again = moment.date() + timedelta(days=14)
    no = Answered(Reply.NO, "The fear came back twice when it was stopped fast. We can go down slowly.", reyes.id, again)
    table.answers(reyes, side_id("med_ask", "team", box), answered_value(no))
    table.says_not_now(sam, "money")
    table.answers(sam, "next_review/patient", date_value(moment.date() + timedelta(days=21)))
    table.answers(jo, "next_review/team", date_value(moment.date() + timedelta(days=28)))
    table.stands(lee, "leave_plan", Stand.AGREE)


def write_safety_plan(table: Writing, people: People, moment: datetime) -> None:
    """The safety plan, begun today by Sam, Mum and Jo."""
    sam, jo, mum = people.sam, people.jo, people.mum
    table.says(sam, "stay_good_day/patient", "I wake up rested. I water the beans, I play bass for an hour, and I eat with somebody.")
    table.says(mum, f"stay_good_day/family:{mum.id}", "He hums while he cooks.")
    table.says(sam, "stay_do_well/patient", "I say when I need quiet. I walk round the garden three times.")
    table.says(jo, "stay_do_well/team", "Sam asks for company early, and sits where the door can be seen.")
    table.says(sam, "stay_my_signs/patient", "I stop eating. I play one song again and again.")
    table.says(mum, f"stay_others_see/family:{mum.id}", "He does not pick up the phone.")
    table.says(jo, "stay_others_see/team", "Short answers, and pacing after tea.")
    table.says(sam, "stay_helps/patient", "My headphones. The garden. Somebody who sits near me and does not talk.")
    table.says(sam, "stay_helps/together", "First the headphones, then the garden")
    table.says(jo, "stay_helps/together", " with one of us beside Sam.")
    table.stands(sam, "stay_helps", Stand.AGREE)
    table.stands(jo, "stay_helps", Stand.AGREE)
    table.says(sam, "stay_worry/patient", "That nobody believes me when I say it is too loud.")
    table.says(jo, "stay_worry/team", "That Sam walks out into the road when the noise is too much.")
    table.types_for(jo, sam, "stay_when/patient", "More likely after a night without sleep. Less likely when music is on.")
    table.says(sam, "stay_call/patient", "Mum first. Then Ash Ward, day or night.")
    table.says(jo, "stay_call/team", "Ash Ward: 020 7946 0018, day and night.")
    table.says(sam, "stay_agree/together", "Somebody from the team asks me each evening how loud it is.")
    table.answers(jo, "stay_agree/together", step_value(Step(jo.id, moment.date() + timedelta(days=1))))
    table.answers(sam, "stay_review/patient", date_value(moment.date() + timedelta(days=7)))
    table.answers(jo, "stay_review/team", date_value(moment.date() + timedelta(days=7)))


def write_other_plan(table: Writing, people: People, moment: datetime) -> None:
    """Robin's plan, with words that stand nowhere else."""
    table.says(people.robin, "about_important/patient", "My violin. The sea at Whitby.")
    table.says(people.jo, "about_talk/team", "Robin likes letters better than talking.")


# ---- the sitting three weeks ago


def _about_sam(table: Writing, people: People) -> None:
    sam, jo, mum, chidi = people.sam, people.jo, people.mum, people.chidi
    table.says(sam, "about_important/patient", "My music and my garden.\nBeing asked, and not told.")
    table.says(sam, "about_people/patient", "My mum, my brother Daniel, and Bess, who is my cat.")
    table.says(sam, "about_talk/patient", "Sit down beside me. Say one thing at a time.")
    table.says(jo, "about_talk/team", "Short sentences help. Sam likes time to answer.")
    mums = f"about_talk/family:{mum.id}"
    table.types_for(jo, mum, mums, "He goes quiet when many people talk. Please wait for him.", way=chidi)
    table.confirms(mum, mums, "He goes quiet when many people talk. Please wait for him.")
    chosen = Chosen(("large_print", "time", "own"), "A seat near the window")
    table.answers(sam, "about_access/patient", chosen_value(_question("about_access"), chosen))
    table.types_for(jo, sam, "about_well/patient", "I joke a lot, and I cook for everybody.")
    table.confirms(sam, "about_well/patient", "I joke a lot, and I cook for everybody.")
    table.says(sam, "about_also/patient", "Music helps me more than talking.")


def _what_sam_wants(table: Writing, people: People) -> None:
    sam, jo = people.sam, people.jo
    table.says(sam, "strengths/patient", "I can grow vegetables and mend a bike.")
    table.says(jo, "strengths/team", "Sam helps new people to find their way on the ward.")
    table.types_together(jo, "strengths/together", "Sam looks after the garden beds, and shows others how.", sam, jo)
    table.confirms(sam, "strengths/together", "Sam looks after the garden beds, and shows others how.")
    table.says(sam, "goal/patient", "I want to be back in my flat before the summer.")
    box = table.adds_box(sam, "goal")
    table.says(sam, side_id("goal", "patient", box), "I want to play in the band again.")
    table.says(sam, "story/patient", "The noise in my block kept me awake for weeks. I was afraid of everybody. I felt watched.")
    table.says(people.reyes, "story/team", "Very little sleep for three weeks, then fear and a belief of being watched.")
    table.says(sam, "story/together", "I was worn out")
    table.says(people.reyes, "story/together", ", and the fear grew out of that.")


def _need_and_steps(table: Writing, people: People, today: date) -> None:
    sam, jo, mum = people.sam, people.jo, people.mum
    table.says(sam, "need/patient", "I need sleep, and a room away from the front door.")
    table.says(jo, "need/team", "Sleep first. A quieter room if one comes free.")
    table.says(sam, "need/together", "We look for a quiet room")
    table.says(jo, "need/together", " as soon as one comes free.")
    table.stands(sam, "need", Stand.AGREE)
    table.stands(jo, "need", Stand.AGREE_IN_PART, "We can ask. I cannot promise a date.")
    letters = table.adds_box(sam, "need")
    table.says(sam, side_id("need", "patient", letters), "Letters about money. I put them in a drawer.")
    table.says(jo, side_id("need", "team", letters), "Help to open and answer letters, once a week.")
    table.says(jo, "action/together", "Ask for the room at the end of the corridor.")
    table.answers(jo, "action/together", step_value(Step(jo.id, today + timedelta(days=7))))
    ring = table.adds_box(sam, "action")
    table.says(sam, side_id("action", "together", ring), "Ring the housing office about the lift.")
    table.answers(sam, side_id("action", "together", ring), step_value(Step(sam.id, today + timedelta(days=30))))
    table.answers(mum, side_id("action", "together", ring), step_value(Step(mum.id, today + timedelta(days=30))))
    bass = table.adds_box(sam, "action")
    table.says(sam, side_id("action", "together", bass), "Find an amplifier that works with headphones.")


def _medicine_and_body(table: Writing, people: People, today: date) -> None:
    sam, jo, reyes = people.sam, people.jo, people.reyes
    table.says(sam, "med_helps/patient", "The evening tablet helps me to sleep.")
    table.says(reyes, "med_helps/team", "Sleeping seven hours. Less fear by day.")
    table.says(sam, "med_helps/together", "The evening tablet stays. I take it at twelve.")
    bothers = Chosen(("dry", "sleepy"), "Sleepy until eleven")
    table.answers(sam, "med_bothers/patient", chosen_value(_question("med_bothers"), bothers))
    table.says(reyes, "med_bothers/team", "We look at the morning dose at the next review.")
    table.says(sam, "med_ask/patient", "I want to know what the blood test is for.")
    yes = Answered(Reply.YES, "Jo goes through it with Sam on Thursday.", reyes.id)
    table.answers(reyes, "med_ask/team", answered_value(yes))
    table.says(sam, "body_now/patient", "My back hurts when I sit for long.")
    table.says(jo, "body_checks/team", "Blood test in two weeks. Dentist asked for.")
    table.says(sam, "body_avoid/patient", "Penicillin gives me a rash.")
    table.copies_from(jo, "GP record, 2019", "body_avoid/team", "Allergy to penicillin: rash.")


def _safety(table: Writing, people: People) -> None:
    sam, jo, mum, lee = people.sam, people.jo, people.mum, people.lee
    table.says(sam, "safe_helps/patient", "I go to the garden when the noise gets too much. ")
    table.moves(sam, "Music helps me more than talking.", "about_also/patient", "safe_helps/patient")
    table.says(jo, "safe_helps/team", "Garden, music, and a phone call to his mother.")
    table.says(sam, "safe_helps/together", "Garden first, on my own, then music.")
    table.says(sam, "safe_signs/patient", "I stop eating. I play one song again and again.")
    table.says(mum, f"safe_signs/family:{mum.id}", "He does not pick up the phone.")
    table.says(sam, "safe_worry/patient", "I am worried that I cannot get out when it is loud.")
    table.says(jo, "safe_worry/team", "I am worried that Sam does not sleep with the door open.")
    table.says(sam, "safe_worry/together", "Staff leave my door open at night. They knock first.")
    table.says(sam, "crisis_do/patient", "I say the word “amber”. I go to the garden.")
    table.says(jo, "crisis_do/team", "One of us goes along and keeps quiet.")
    table.quotes(jo, "I go to the garden", "safe_helps/patient", "crisis_do/together")
    table.says(jo, "crisis_do/together", ", and one of us comes along.")
    table.presses_for(jo, sam, lee, "crisis_do", Stand.AGREE)
    table.says(sam, "crisis_call/patient", "Mum first, on her mobile. Then Ash Ward.")
    table.says(jo, "crisis_call/team", "Ash Ward: 020 7946 0018, day and night.")
    table.says(sam, "crisis_backup/patient", "Daniel, my brother.")


def _life_and_family(table: Writing, people: People) -> None:
    sam, jo, mum = people.sam, people.jo, people.mum
    table.copies_from(jo, "Sam's letter, 3 May", "home/patient", "The lift is broken. My flat is on the fifth floor.", owner=sam)
    table.says(sam, "days/patient", "Bass in the morning. Beans in the afternoon.")
    table.says(mum, f"family_say/family:{mum.id}", "Please ring me when he is moved. I want to hear it from you first.")
    table.types_for(jo, mum, f"family_need/family:{mum.id}", "I need one day a week without phone calls.", way=people.chidi)
    table.says(sam, "depend_on_me/patient", "Bess, my cat. Daniel feeds her while I am here.")


def _rights(table: Writing, people: People) -> None:
    sam, reyes = people.sam, people.reyes
    decision = LawDecision(
        power="Mental Health Act 1983, section 3",
        decider="Dr Ana Reyes, responsible clinician",
        reason="Sam was too unwell to stay safe at home, and treatment on the ward was helping.",
        until="It is looked at again every six months",
        challenge="Sam can ask the tribunal. Lee helps with the form.",
    )
    table.answers(reyes, "law_decided/team", law_value(decision))
    table.says(reyes, "law_decided/team", "Sam stays in hospital for treatment.")
    table.says(sam, "law_decided/patient", "I do not agree. I want to go home, with help.")
    table.answers(sam, "advocate/patient", answered_value(Answered(Reply.YES, "Lee comes on Mondays.")))
    table.says(sam, "advance_wishes/patient", "Ask Mum. Play music. Do not put me in a room without a window.")


def _leave_and_moving(table: Writing, people: People, today: date) -> None:
    sam, jo, reyes = people.sam, people.jo, people.reyes
    table.says(sam, "leave_ask/patient", "An hour in the park with Mum, twice a week.")
    later = Answered(Reply.LATER, "First two walks with Jo, then with Mum.", reyes.id, today + timedelta(days=28))
    table.answers(reyes, "leave_ask/team", answered_value(later))
    table.says(sam, "leave_plan/patient", "Headphones, and my phone charged.")
    table.says(jo, "leave_plan/team", "A call to the ward half way.")
    table.says(sam, "moving_next/patient", "My own flat.")
    table.answers(sam, "moving_date/patient", date_value(today + timedelta(days=90)))


def _what_is_missing(table: Writing, people: People) -> None:
    sam, jo = people.sam, people.jo
    table.says(sam, "unmet/patient", "Nobody here can teach music.")
    table.says(sam, "differ/patient", "I want my door open at night. With the door shut I feel locked in.")
    table.says(jo, "differ/team", "Doors are shut at night because of fire. We can leave the small window open.")


def _close(table: Writing, people: People, today: date) -> None:
    sam, jo, lee = people.sam, people.jo, people.lee
    table.says(jo, "main_worker/team", "Jo Nkemelu, nurse.")
    table.answers(sam, "copies/patient", chosen_value(_question("copies"), Chosen(("me", "family"), "Mum")))
    table.answers(sam, "next_review/patient", date_value(today + timedelta(days=42)))
    table.signs(sam, Stand.AGREE)
    table.signs(jo, Stand.AGREE_IN_PART, "I cannot promise the room.")
    table.signs(lee, Stand.AGREE)


def _question(question: str) -> Question:
    return shipped_form("care_plan").question(question)
