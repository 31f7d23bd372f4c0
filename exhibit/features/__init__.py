"""What an exhibit can do beyond text and charts, one room each."""
