from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "shop.messages"
    # Django's own `messages` are the words on top of a page.
    label = "shop_messages"

    def ready(self):
        from shop.messages import checks  # noqa: F401 - registers itself
