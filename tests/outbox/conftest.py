from tests.alerts.conftest import publish, states

__all__ = ["publish", "states"]
