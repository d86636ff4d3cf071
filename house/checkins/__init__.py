"""Check-ins, which belong to whoever wrote them."""
