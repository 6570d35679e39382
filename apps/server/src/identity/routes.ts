import { routes } from '@cordon/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { controlProblem } from '../control/index.ts';
import {
  implement,
  implementPublic,
  type Principal,
  type RouteHandlers,
  sessionCookie,
} from '../http/index.ts';
import { beginTotp, changePassword, confirmTotp, removeTotp, type Self } from './account.ts';
import { acceptInvitation, describeInvitation } from './invitation.ts';
import { setupNeeded } from './links.ts';
import type { SecretBox } from './secret-box.ts';
import { describeSession } from './session-view.ts';
import { endSession } from './sessions.ts';
import { setUp } from './setup.ts';
import { createSignIn, type SignInFrom, type SignInOutcome } from './sign-in.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';
import {
  addGrants,
  endGrant,
  inviteUser,
  listUsers,
  resetUser,
  type UsersDeps,
  updateUser,
} from './users.ts';

export interface IdentityRoutesDeps extends UsersDeps {
  /** The console is reached over TLS: its cookie is sent over nothing else. */
  readonly secure: boolean;
  readonly demonstration: boolean;
  /** Seals the secrets of authenticators. */
  readonly box: SecretBox;
}

export function identityRoutes(deps: IdentityRoutesDeps): RouteHandlers {
  const { control, clock, box, secure, demonstration } = deps;
  const signIn = createSignIn(control, clock, box);
  const cookieName = sessionCookie(secure);
  const cookie = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const;
  const from = (request: FastifyRequest): SignInFrom => {
    const before = request.cookies[cookieName];
    return { address: request.ip, previous: before ? Buffer.from(before, 'base64url') : undefined };
  };
  const welcome = (reply: FastifyReply, secret: Buffer) => {
    reply.setCookie(cookieName, secret.toString('base64url'), cookie);
    return describeSession(control, { credential: secret }, demonstration);
  };
  const answer = async (reply: FastifyReply, outcome: SignInOutcome) =>
    'session' in outcome
      ? { status: 'signed-in' as const, session: await welcome(reply, outcome.session) }
      : { status: 'code-needed' as const, challenge: outcome.challenge };

  return [
    implementPublic(routes.setupState, async () => ({ needed: await setupNeeded(control) })),
    implementPublic(routes.setup, async ({ body, request, reply }) =>
      welcome(reply, await setUp(control, clock, body, from(request))),
    ),
    implementPublic(routes.signIn, async ({ body, request, reply }) =>
      answer(reply, await signIn.withPassword(body.email, body.password, from(request))),
    ),
    implementPublic(routes.signInCode, async ({ body, request, reply }) =>
      welcome(reply, await signIn.withCode(body.challenge, body.code, from(request))),
    ),
    implement(routes.session, ({ caller }) => describeSession(control, caller, demonstration)),
    implement(routes.signOut, async ({ caller, reply }) => {
      await control.as('auth', (db) => endSession(db, caller.credential));
      reply.clearCookie(cookieName, cookie);
    }),
    implement(routes.changePassword, async ({ body, request }) =>
      changePassword(control, clock, selfOf(request), body),
    ),
    implement(routes.totpBegin, ({ request }) => beginTotp(control, clock, box, selfOf(request))),
    implement(routes.totpConfirm, async ({ body, request }) => ({
      recoveryCodes: await confirmTotp(control, clock, box, selfOf(request), body.code),
    })),
    implement(routes.totpRemove, ({ body, request }) =>
      removeTotp(control, clock, selfOf(request), body.password),
    ),
    implementPublic(routes.invitation, ({ params }) => describeInvitation(control, clock, params.token)),
    implementPublic(routes.invitationAccept, async ({ params, body, request, reply }) => {
      const given = { secret: params.token, password: body.password };
      return answer(reply, await acceptInvitation(control, clock, given, from(request)));
    }),
    implement(routes.tokens, async ({ caller }) => ({
      rows: await listTokens(control, caller),
      cursor: null,
    })),
    implement(routes.tokenCreate, ({ caller, body, request }) => {
      const { userId, permissions } = person(request);
      return createToken(control, clock, { caller, userId, permissions }, body);
    }),
    implement(routes.tokenRevoke, ({ caller, params }) => revokeToken(control, clock, caller, params.id)),
    implement(routes.users, ({ caller, query }) =>
      control.scoped(caller, 'users.read', (db) => listUsers(db, query)),
    ),
    implement(routes.userInvite, ({ caller, body }) => inviteUser(deps, caller, body)),
    implement(routes.userUpdate, ({ caller, params, body }) => updateUser(deps, caller, params.id, body)),
    implement(routes.userReset, ({ caller, params }) => resetUser(deps, caller, params.id)),
    implement(routes.grantAdd, ({ caller, params, body }) => addGrants(deps, caller, params.id, body)),
    implement(routes.grantEnd, ({ caller, params }) => endGrant(deps, caller, params.id, params.grantId)),
  ];
}

function person(request: FastifyRequest): Principal {
  if (!request.principal) throw controlProblem('not-signed-in');
  return request.principal;
}

function selfOf(request: FastifyRequest): Self {
  const { userId, name, caller } = person(request);
  return { userId, name, credential: caller.credential, address: request.ip };
}
