from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.access import candidates_only
from candidates import access, actions


@require_safe
@candidates_only
def resume_file(request, public_id):
    return access.open_own_resume(request.user, public_id)


@require_POST
@candidates_only
def resume_remove(request, public_id):
    resume = access.get_own_resume(request.user, public_id)
    if actions.remove_resume(by=request.user, resume=resume):
        messages.success(request, "Your résumé is deleted.")
    else:
        sentence = "Your résumé is off your profile. Facilities you sent it to keep their copy with your application."
        messages.success(request, sentence)
    return redirect("candidates:profile", "resume")
