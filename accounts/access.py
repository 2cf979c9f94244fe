"""Which kind of account a page is for."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from accounts.models import User


def candidates_only(view):
    """For pages that make no sense to a facility or to staff: their own pages are elsewhere."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.kind != User.Kind.CANDIDATE:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
