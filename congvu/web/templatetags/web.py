"""Template tags of the frame and its components; built in, no `load` needed."""

from django import template

register = template.Library()
