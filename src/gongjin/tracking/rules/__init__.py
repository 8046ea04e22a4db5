"""The arithmetic of progress: plain values in, plain values out. Nothing here knows the database."""
