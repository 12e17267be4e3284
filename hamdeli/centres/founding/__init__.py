"""The room `founding`: from the first draft of an application to the day on which the centre opens."""
