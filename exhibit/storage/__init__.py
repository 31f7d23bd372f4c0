"""What lies on the disk: memory of earlier builds, and a site that is exchanged whole."""
