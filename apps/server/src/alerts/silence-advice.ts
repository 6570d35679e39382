import type { Advice } from '@cordon/api';
import type { Static } from 'typebox';

/** What stands on the alert of a source that went silent: no Sigma rule carries it. */
export const silenceAdvice: Static<typeof Advice> = {
  meaning:
    'A source of logs has sent nothing for longer than its threshold. Devices behind it are not watched until it is heard again; silence is also what an attacker who stops a logging service looks like.',
  do: [
    'Check the shipper on the sending machine: is the service running, does it report a refused or expired token?',
    'Check the way: a changed firewall rule, an expired certificate, a full disk of the shipper.',
    'Ask whether work was planned there; snooze this alert until its end if so.',
    'If the logging service was stopped by nobody you know, treat the machine as suspect and look at its last events.',
  ],
  doNot: [
    'Do not restart clinical systems to make a shipper send again; restart the shipper alone, at a moment agreed with the department.',
  ],
  confidence: 'high',
  confidenceReason: 'Counted from what was received; nothing is inferred but the reason.',
};
