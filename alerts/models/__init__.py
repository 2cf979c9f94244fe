from alerts.models.alert import Alert
from alerts.models.ledger import DeliveredPosting, Delivery
from alerts.models.news import LastLook, News
from alerts.models.subscriber import Subscriber

__all__ = ["Alert", "DeliveredPosting", "Delivery", "LastLook", "News", "Subscriber"]
