"""What we know about writing systems: strings in, facts out; one topic a file."""
