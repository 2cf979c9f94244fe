from datetime import timedelta

from applications.clock import purge_expired_data
from applications.management.at import ClockCommand
from candidates.actions import delete_orphan_files


class Command(ClockCommand):
    help = "Delete forgotten drafts and stray files, and strip the person from applications past keeping."

    def run(self, at):
        files = delete_orphan_files(older_than=at - timedelta(days=1))
        return f"Deleted or stripped: {purge_expired_data(at=at)}. Stray files: {files}."
