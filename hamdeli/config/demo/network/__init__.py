"""The life of the network of centres: what is settled once the provinces are filled."""
