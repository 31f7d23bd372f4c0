"""What can be taken away of a chart: tables, pictures, their description."""
