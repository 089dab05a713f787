"""The parts of the bench; each is a function of the work folder and the given options."""
