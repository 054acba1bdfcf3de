import os
import secrets
import sys
from pathlib import Path


def required(name):
    value = os.environ.get(name)
    if not value:
        sys.exit(f"{name} is not set.")
    return value


# Where people reach this application: its addresses are registered with Usher under it.
ORIGIN = f"http://localhost:{os.environ.get('PORT', '4000')}"
REDIRECT_URI = f"{ORIGIN}/auth/callback"

ENVIRONMENT_URL = required("SCALEKIT_ENVIRONMENT_URL").rstrip("/")
CLIENT_ID = required("SCALEKIT_CLIENT_ID")
CLIENT_SECRET = required("SCALEKIT_CLIENT_SECRET")
# Absent until a webhook to /webhooks has been created in Usher, which shows its secret then.
WEBHOOK_SECRET = os.environ.get("SCALEKIT_WEBHOOK_SECRET")

# Sessions are in memory, since this is an example, and end with the process anyway.
SECRET_KEY = secrets.token_urlsafe(50)
SESSION_ENGINE = "django.contrib.sessions.backends.cache"
SESSION_COOKIE_AGE = 3600

# Cookies ignore ports, so the names tell those of this example from others' on localhost.
SESSION_COOKIE_NAME = "example_session"
CSRF_COOKIE_NAME = "example_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ORIGIN.startswith("https:")

ALLOWED_HOSTS = ["localhost"]
ROOT_URLCONF = "example.urls"
INSTALLED_APPS = ["django.contrib.sessions"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
LOGGING = {
    "version": 1,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
