"""The type of what argparse gives to add verbs to."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Nouns = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Nouns = argparse._SubParsersAction
