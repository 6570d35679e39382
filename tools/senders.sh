#!/bin/sh
# Installs the real log senders and the mail server that the tests use, from Debian. Run as root on Debian or Ubuntu:
#   sh tools/senders.sh
# Tests that need one of them are skipped, and counted, where it is not installed.
set -eu

# rsyslog with omelasticsearch: forwards to the ingest listener.
packages="rsyslog rsyslog-elasticsearch"
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
# shellcheck disable=SC2086 # a list of words
apt-get install -y -qq --no-install-recommends $packages
