from recruitment.settings import *
