"""Small forms of the tests' own that begin with a preparation: a later version of those that ship for meetings and ward rounds."""

from models.forms import Form, read_form

_HEAD = """
format = 1
id = "{id}"
version = 9
title = "{title}"
language = "en-GB"
[[sections]]
id = "{section}"
title = "{heading}"
help = "Three questions, and I can skip them all."
picture = "speech"
"""

_MEETING = """
[[sections.questions]]
id = "mm_say"
wording = "What do I want to say or ask?"
help = "Up to three things; one word is enough."
picture = "speech"
kind = "request"
sides = ["patient"]
core = true
repeats = true
[[sections.questions]]
id = "mm_who"
wording = "Who do I want there?"
help = "I can also say who I do not want there."
picture = "people"
kind = "text"
sides = ["patient", "team"]
core = true
[[sections.questions]]
id = "mm_take_part"
wording = "How do I want to take part?"
help = "I choose, and I can change my mind on the day."
picture = "chair"
kind = "choice"
sides = ["patient"]
core = true
choices = [
  { value = "speak", words = "I come and speak", picture = "speech" },
  { value = "speak_help", words = "I come, and somebody helps me speak", picture = "people_talk" },
  { value = "read", words = "I come, and somebody reads my words", picture = "read" },
  { value = "send", words = "I send my words and stay away", picture = "letter" },
  { value = "one", words = "I meet one person before or after", picture = "person_heart" },
  { value = "not", words = "I choose not to come", picture = "hand_stop" },
  { value = "later", words = "I decide on the day", picture = "clock" },
]
[[sections.questions]]
id = "mm_where"
wording = "Where do I want to meet and sit?"
picture = "room"
kind = "text"
sides = ["patient"]
[[sections]]
id = "sec_talk"
title = "We talk"
[[sections.questions]]
id = "mm_my_points"
wording = "What do I want to say or ask?"
kind = "request"
sides = ["patient", "team"]
core = true
repeats = true
"""

_WARD_ROUND = """
[[sections.questions]]
id = "wr_things"
wording = "What do I want to talk about?"
help = "Up to three things; one word each is enough."
picture = "speech"
kind = "request"
sides = ["patient", "team"]
core = true
repeats = true
[[sections.questions]]
id = "wr_take_part"
wording = "How do I want to take part?"
help = "I choose, and I can change my mind on the day."
picture = "chair"
kind = "choice"
sides = ["patient"]
core = true
choices = [
  { value = "come", words = "I come" },
  { value = "come_help", words = "I come with somebody who helps me" },
  { value = "send", words = "I send my words" },
  { value = "one", words = "I see one person alone" },
  { value = "not", words = "I choose not to come" },
  { value = "later", words = "I decide on the day" },
]
[[sections.questions]]
id = "wr_week"
wording = "How has my week been?"
help = "Choose the picture that is nearest."
picture = "calendar_week"
kind = "scale"
sides = ["patient"]
core = true
choices = [
  { value = "v1", words = "A very bad week", picture = "cloud" },
  { value = "v2", words = "A bad week", picture = "cloud" },
  { value = "v3", words = "Up and down", picture = "sun_cloud" },
  { value = "v4", words = "A good week", picture = "sun" },
  { value = "v5", words = "A very good week", picture = "sun" },
  { value = "rather_not", words = "I would rather not say", picture = "pause", shuts_out = true },
]
"""


def meeting_form() -> Form:
    """A meeting of five questions, three of them to prepare."""
    head = _HEAD.format(id="my_meeting", title="My meeting", section="sec_before", heading="Before my meeting")
    return read_form((head + _MEETING).encode())


def ward_round_form() -> Form:
    """A ward round of three questions, all of them to prepare."""
    head = _HEAD.format(id="ward_round", title="My ward round", section="sec_three", heading="Three things first")
    return read_form((head + _WARD_ROUND).encode())
