"""What we tell: typed answers, before anybody decided how they look."""
