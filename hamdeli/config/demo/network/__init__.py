"""The network of centres in the demonstration: founded, licensed, inspected, supported."""
