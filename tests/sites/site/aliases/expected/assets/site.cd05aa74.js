// There is nothing to do here.
