"""Every example here writes and reads a file, which has no steady time on a busy machine."""

from hypothesis import settings

settings.register_profile("files", deadline=None)
settings.load_profile("files")
