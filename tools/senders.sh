#!/bin/sh
# Installs the real log senders and the mail server that the tests use, from Debian. Run as root on Debian or Ubuntu:
#   sh tools/senders.sh
# Tests that need one of them are skipped, and counted, where it is not installed.
set -eu

# rsyslog with omelasticsearch: forwards to the ingest listener.
packages="rsyslog rsyslog-elasticsearch"
# curl: what the console gives for senders of one's own.
packages="$packages curl"
# exim4: takes the mails of hand-offs.
packages="$packages exim4-daemon-light"

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# Services must not start: the tests run their own instances.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod +x "$policy"
fi
# Debian lets only one program that receives system logs be installed. syslog-ng is therefore unpacked beside rsyslog,
# into a folder of its own, with the libraries it needs from their packages.
beside=/opt/cordon-senders/syslog-ng
apart="syslog-ng-core syslog-ng-mod-http"
# shellcheck disable=SC2086 # lists of words, here and below
version=$(apt-cache policy $apart | sed -n 's/^ *Candidate: //p' | sort -u)
# shellcheck disable=SC2086
libraries=$(apt-cache depends --no-recommends --no-suggests $apart | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p' | sort -u)

# shellcheck disable=SC2086
apt-get install -y -qq --no-install-recommends $packages $libraries

if [ "$(cat "$beside/version" 2> /dev/null)" != "$version" ]; then
  fetched=$(mktemp -d)
  chown _apt "$fetched" # apt fetches as this user
  # shellcheck disable=SC2086
  (cd "$fetched" && apt-get download -qq $apart)
  rm -rf "$beside"
  mkdir -p "$beside"
  for package in "$fetched"/*.deb; do dpkg -x "$package" "$beside"; done
  rm -rf "$fetched"
  printf '%s\n' "$version" > "$beside/version"
fi
