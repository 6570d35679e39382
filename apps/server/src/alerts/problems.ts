import { defineProblems } from '../kernel/problem.ts';

export const alertProblem = defineProblems({
  'alert-not-found': { status: 404, title: 'There is no such alert in your scope' },
  'alert-changed': { status: 409, title: 'Somebody changed the alert after you looked at it' },
  'assignee-out-of-scope': { status: 422, title: 'This person may not triage for the organisation' },
  'undo-not-found': { status: 404, title: 'There is nothing of yours to undo here' },
  'undo-too-late': { status: 409, title: 'The alert was changed again: it cannot be undone' },
  'mute-not-found': { status: 404, title: 'There is no such mute in your scope' },
  'mute-invalid': { status: 422, title: 'The mute cannot be set like this' },
  'view-not-found': { status: 404, title: 'There is no such saved view of yours' },
});
