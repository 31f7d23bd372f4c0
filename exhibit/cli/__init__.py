"""The commands, the preview, and what people see at a terminal."""
