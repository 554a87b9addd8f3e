#!/usr/bin/env bash
# Gradescope runs this once, as root, when the autograder's image is built. It installs Swift and builds the
# course, so that a submission is graded within seconds.

set -euo pipefail

swift_version=6.3.1
# As swift.org names its downloads: https://www.swift.org/install/linux/
. /etc/os-release
platform=$ID$VERSION_ID

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
  binutils bubblewrap ca-certificates curl g++ git libc6-dev libcurl4 libedit2 libncurses6 libsqlite3-0 \
  libxml2 libz3-dev pkg-config tzdata zlib1g-dev >/dev/null

if ! command -v swiftc >/dev/null 2>&1; then
  name=swift-$swift_version-RELEASE
  curl -fsSL -o /tmp/swift.tar.gz \
    "https://download.swift.org/swift-$swift_version-release/${platform//./}/$name/$name-$platform.tar.gz"
  mkdir -p /usr/local/swift
  tar xzf /tmp/swift.tar.gz -C /usr/local/swift --strip-components=1
  rm /tmp/swift.tar.gz
  ln -s /usr/local/swift/usr/bin/* /usr/local/bin/
fi

cd "${AUTOGRADER:-/autograder}/source/loupe"
Scripts/setup
swift build --product lessons
