import { defineProblems } from '../kernel/problem.ts';

export const httpProblem = defineProblems({
  'request-invalid': { status: 400, title: 'The request is not as the API describes it' },
  'json-invalid': { status: 400, title: 'The body is not JSON' },
  'json-too-deep': { status: 400, title: 'The body is nested too deeply' },
  'utf8-invalid': { status: 400, title: 'The body is not valid UTF-8' },
  'url-invalid': { status: 400, title: 'The address cannot be read' },
  'session-needed': { status: 403, title: 'Only a person who signed in can do this, not an API token' },
  'permission-missing': { status: 403, title: 'Your role does not allow this' },
  'origin-refused': { status: 403, title: 'The change did not come from this console' },
  'csrf-refused': { status: 403, title: 'The change lacks the token of this session' },
  'metrics-refused': {
    status: 403,
    title: 'Metrics are for this machine, or for a token that may read the overview',
  },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  'host-unknown': { status: 421, title: 'The server is not known under this name' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'media-type-unsupported': { status: 415, title: 'The body is of a type that is not taken here' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'live-limit': { status: 429, title: 'Too many live connections' },
  internal: { status: 500, title: 'Something went wrong on the server' },
  'not-ready': { status: 503, title: 'The server is not ready' },
});
