# A thin alias: the two commands are in README.md.
.PHONY: demo test build
demo test build:
	python3 installer/bootstrap.py $@
