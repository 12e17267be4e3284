"""A process that does nothing until it is stopped."""

import time

if __name__ == "__main__":
    time.sleep(600)
