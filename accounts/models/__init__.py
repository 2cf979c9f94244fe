from accounts.models.attempts import Attempts
from accounts.models.user import User, UserManager

__all__ = ["Attempts", "User", "UserManager"]
