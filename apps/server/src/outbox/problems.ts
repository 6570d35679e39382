import { defineProblems } from '../kernel/problem.ts';

export const outboxProblem = defineProblems({
  'acknowledgement-not-found': { status: 404, title: 'This acknowledgement link is not known' },
  'acknowledged-already': { status: 409, title: 'This was acknowledged already' },
  'contact-not-found': { status: 404, title: 'There is no such contact in your scope' },
  'contact-known': { status: 409, title: 'The organisation has a contact with this address already' },
  'webhook-not-found': { status: 404, title: 'There is no such webhook in your scope' },
  'webhook-refused': { status: 422, title: 'Webhooks cannot be sent to this address' },
});
