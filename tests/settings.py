from recruitment.settings import *

# Each test has its own vocabulary.
VOCABULARY_CACHE_SECONDS = 0
