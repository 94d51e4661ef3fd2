"""The order desk of a small coffee roastery."""
