"""The pages of chat, and the HTTP twin of its socket verbs."""
