from api.models.answers import StoredAnswer
from api.models.board import BoardChange
from api.models.keys import ApiCall, ApiKey
from api.models.limits import Bucket

__all__ = ["ApiCall", "ApiKey", "BoardChange", "Bucket", "StoredAnswer"]
