from django.core.files.uploadhandler import FileUploadHandler

from candidates.resume_checks import MAX_BYTES

# A little more than is allowed, so that a file that was cut is always one that is refused.
CUT_AT = MAX_BYTES + 64 * 1024


class BoundedUploadHandler(FileUploadHandler):
    """Lets through so much of each uploaded file and drops the rest: no request fills memory or disk."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.passed = 0

    def receive_data_chunk(self, raw_data, start):
        self.passed += len(raw_data)
        return raw_data if self.passed <= CUT_AT else None

    def file_complete(self, file_size):
        return None  # the handlers after this one hold the file
