from django.urls import path
from django.views.generic import RedirectView

from example import login, members, webhooks

urlpatterns = [
    path("", RedirectView.as_view(url="/members")),
    path("login", login.begin),
    path("auth/callback", login.complete),
    path("logout", login.end),
    path("members", members.show),
    path("invite", members.invite),
    path("webhooks", webhooks.receive),
]
