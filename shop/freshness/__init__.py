"""What has changed since anybody last looked: a journal that the database keeps itself."""
