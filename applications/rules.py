"""Which moves an application may make, and the sentence where it may not. Pure: stages in, words out."""

OPEN = {"submitted", "in_review", "shortlisted", "interview", "offer"}
REVIEWED = OPEN | {"hired", "not_selected", "no_answer"}
OVER = {
    "hired": "The facility has marked you as hired, so there is nothing to withdraw.",
    "not_selected": "The facility has already decided on this application.",
    "no_answer": "This application is closed: the facility did not answer in time.",
}


def refuse_review_move(stage, to):
    """Why a reviewer may not move an application from `stage` to `to` (stage slugs); "" where she may."""
    if stage == "withdrawn":
        return "The candidate has withdrawn this application. Only the candidate can reopen it."
    if stage not in REVIEWED:
        return "This application has not been sent yet."
    if to not in REVIEWED:
        return "A reviewer cannot move an application there: drafts and withdrawals are the candidate's own."
    return ""


def refuse_withdrawal(stage):
    """Why the candidate may not withdraw at `stage` (a slug); "" where she may."""
    if stage == "draft":
        return "You have not sent this application. You can delete the draft."
    return OVER.get(stage, "")


def answered_in_time(answer_by, *, answered_on, withdrawn_on, today):
    """Whether the facility kept its promise to answer by `answer_by`: True or False; None while nobody can say.

    All are days, None where it has not happened. Whoever withdraws before that day is owed no answer any more.
    """
    if answered_on is not None:
        return answered_on <= answer_by
    if withdrawn_on is not None and withdrawn_on <= answer_by:
        return None
    return False if answer_by < today else None


def refuse_applying(status, *, is_over, is_elsewhere, is_verified):
    """Why nobody can apply here to a posting of `status` (a slug) now; "" where people can.

    `is_over`: its closing time has passed. `is_elsewhere`: it is applied to on another site.
    `is_verified`: we know its facility.
    """
    if status == "paused":
        return "The facility has paused this posting. It takes no applications right now."
    if status == "filled":
        return "This job is filled."
    if status == "expired" or (status == "live" and is_over):
        return "The closing day of this posting is over."
    if status != "live":
        return "This posting is closed."
    if is_elsewhere:
        return "This facility takes applications on its own site."
    return "" if is_verified else "This facility does not take applications here."
