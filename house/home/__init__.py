"""Today, the week and the house pages, which read every room."""
