"""What other people's tools find in the site and in the tests: Nu HTML, linkchecker, mutants."""
