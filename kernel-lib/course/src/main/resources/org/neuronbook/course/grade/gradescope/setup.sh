#!/bin/sh
# What the grader needs of the system; Gradescope runs this once, when it builds the container.
set -eu
apt-get update
apt-get install -y --no-install-recommends openjdk-17-jdk-headless util-linux
