"""Every page of the shop in every state that people meet, each a `Scene`; `everything` has them all."""
