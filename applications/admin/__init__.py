from applications.admin.application import ApplicationAdmin

__all__ = ["ApplicationAdmin"]
