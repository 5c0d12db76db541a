"""Privacy: masking, hashing, encryption, retention."""
