import os
import sys

from django.core.management import execute_from_command_line
from django.core.management.commands.runserver import Command

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "example.settings")
    Command.default_port = os.environ.get("PORT", "4000")
    execute_from_command_line(sys.argv)
