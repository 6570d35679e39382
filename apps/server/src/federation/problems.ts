import { defineProblems } from '../kernel/problem.ts';

export const federationProblem = defineProblems({
  'node-not-found': { status: 404, title: 'There is no such node in your scope' },
  'organisation-not-found': { status: 404, title: 'There is no such organisation in your scope' },
  'source-not-found': { status: 404, title: 'There is no such source in your scope' },
  'source-token-not-found': { status: 404, title: 'There is no such token of this source' },
  'source-map-not-found': { status: 404, title: 'There is no such map of this source' },
  'code-taken': { status: 409, title: 'Another node has this code' },
  'site-taken': { status: 409, title: 'The organisation has a site of this name' },
  'relation-refused': { status: 409, title: 'A node cannot stand there' },
  'node-kind-refused': { status: 400, title: 'A node of this kind is not made here' },
  'source-owner-unclear': { status: 400, title: 'A source belongs to one organisation or is shared' },
  'time-zone-unknown': { status: 400, title: 'The time zone is not known' },
  'source-not-shared': { status: 409, title: 'Only a shared source has a map' },
  'map-line-invalid': { status: 400, title: 'A line of the map cannot be used' },
  'map-beyond-grant': { status: 403, title: 'The map names an organisation that this source may not serve' },
  'map-not-draft': { status: 409, title: 'The map is not waiting for approval' },
  'map-approval-own': { status: 403, title: 'Nobody approves their own map' },
  'map-approval-central': { status: 403, title: 'Maps are approved at the centre' },
});
