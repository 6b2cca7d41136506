"""What the shop knows of a person: handed out as one file, and erased but for what accounting law keeps."""
