"""Journeys: the whole app as people use it, from its own entrance, by keys, clicks and composed input on real widgets.

    stage.py             plays a script beside the app's own event loop: a step, a pause, a step
    hands.py             what a person's hands do: press what is called so, type, compose, paste
    ways_in.py           from the entrance to the desk: the first start, unlocking, going on after a crash
    a_sitting.py         a sitting about Sam, in a store that also holds Robin: where the walks begin
    walk.py              everything on a page that can be pressed, is pressed, and every list and menu opened
    eyes.py              all that the pieces of the screen say, to eyes, to screen readers and to whoever pastes
    alphabets.py         each pen writes in letters of its own, so that a letter by itself says whose it is
    two_pens.py          Sam and Jo write together, at random
    writing_child.py     the process that is killed while they do, and that tells through a pipe what the screen said
    kills.py             kills it, and lets them write on
    what_is_left.py      holds what a kill left against what was said

A script is a generator. It yields a pause in milliseconds, or a question that it waits for until the answer is yes; so the same script
drives the app in this process and in one that is killed. What a hand does is posted to the event loop and never called from the script:
a box that stops everything else stops the app, and the script can still answer it.

The run of every test kills fifty times; `python tests/long.py` goes on for as long as it is told (see `kills.kill_for`).
"""
