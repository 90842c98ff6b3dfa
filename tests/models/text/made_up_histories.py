"""Typing histories of our own making, for places without the real ones: they prove the replay, not that people type so."""

from random import Random
from typing import Any

EDITS = 1500
WORDS = ("the ", "garden ", "at night ", "I ", "we ", "walk ", "é", ", ", ".\n")


def made_up_history(rnd: Random, agents: int) -> dict[str, Any]:
    """A history in the form of the real ones. Several writers write at once, each in a paragraph of its own below a heading."""
    headings = [f"Writer {agent}\n" for agent in range(agents)]
    pages = [""] * agents  # each writer's own paragraph
    seen = [[0] * agents for _ in range(agents)]  # seen[a][b]: how many edits of b writer a knows
    lengths = [[0] for _ in range(agents)]  # lengths[b][n]: how long b's paragraph was after n of its edits
    heads = [0] * agents  # each writer's last edit; the first of all writes the headings
    merged: list[set[int]] = [{0} for _ in range(agents)]
    txns: list[dict[str, Any]] = [{"parents": [], "agent": 0, "patches": [[0, 0, "".join(headings)]]}]
    for _ in range(EDITS):
        agent = rnd.randrange(agents)
        parents = _catch_up(rnd, agent, seen, lengths, heads, merged)
        before = sum(lengths[other][seen[agent][other]] for other in range(agent)) + sum(map(len, headings[: agent + 1]))
        at, gone, text = _edit(rnd, pages[agent])
        pages[agent] = pages[agent][:at] + text + pages[agent][at + gone :]
        heads[agent] = len(txns)
        txns.append({"parents": parents, "agent": agent, "patches": [[before + at, gone, text]]})
        lengths[agent].append(len(pages[agent]))
        seen[agent][agent] += 1
    end = "".join(heading + page for heading, page in zip(headings, pages, strict=True))
    return {"startContent": "", "endContent": end, "txns": txns}


def _edit(rnd: Random, page: str) -> tuple[int, int, str]:
    at = len(page) if rnd.random() < 0.7 else rnd.randrange(len(page) + 1)
    gone = min(len(page) - at, rnd.choice((0, 0, 1, 3)))
    return at, gone, "" if gone and rnd.random() < 0.7 else rnd.choice(WORDS)


def _catch_up(
    rnd: Random, agent: int, seen: list[list[int]], lengths: list[list[int]], heads: list[int], merged: list[set[int]]
) -> list[int]:
    """Now and then a writer gets to know all that the others wrote; returns the edits that its next one builds on."""
    parents = {heads[agent]}
    for other, head in enumerate(heads):
        if other != agent and head not in merged[agent] and rnd.random() < 0.3:
            seen[agent][other] = len(lengths[other]) - 1
            merged[agent].add(head)
            parents.add(head)
    return sorted(parents)
