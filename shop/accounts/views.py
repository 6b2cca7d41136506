"""Being built."""
from django.contrib.auth.views import LoginView, LogoutView


class SignInView(LoginView):
    pass


class SignOutView(LogoutView):
    pass


def own_place(request):
    raise NotImplementedError
