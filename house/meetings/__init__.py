"""House meetings and their agendas."""
