"""What people type: errors stand beside the field, and what they typed stays in it."""
