import Type, { type Static } from 'typebox';
import { type Permission, permissions, Role } from './permission.ts';
import { route } from './route.ts';
import { Id, Name, Nullable, Page, PageQuery, Time } from './schema.ts';

// The union is made from the list, which types cannot follow.
const Permissions = Type.Array(
  Type.Unsafe<Permission>(Type.Union(permissions.map((name) => Type.Literal(name)))),
);
const Password = Type.String({ minLength: 12, maxLength: 256 });
const Code = Type.String({ minLength: 6, maxLength: 32 });

/** A role that somebody holds at a node of the federation. */
export const Grant = Type.Object({
  id: Id,
  role: Role,
  nodeId: Id,
  nodeName: Type.String(),
  nodeKind: Type.String(),
  from: Time,
  to: Nullable(Time),
});
export type Grant = Static<typeof Grant>;

/** Who I am, what I may do, and for whom. `csrf` goes back in the `X-CSRF-Token` header of every change. */
export const Session = Type.Object({
  user: Type.Object({ id: Id, name: Type.String(), email: Type.String(), totpEnabled: Type.Boolean() }),
  grants: Type.Array(Grant),
  permissions: Permissions,
  organisations: Type.Array(Type.Object({ id: Id, code: Type.String(), name: Type.String() })),
  csrf: Type.String(),
  expires: Time,
  demonstration: Type.Boolean(),
});
export type Session = Static<typeof Session>;

const SignInResult = Type.Union([
  Type.Object({ status: Type.Literal('signed-in'), session: Session }),
  /** The password was right and a second step is due: POST /session/code. */
  Type.Object({ status: Type.Literal('code-needed'), challenge: Type.String() }),
]);

export const Token = Type.Object({
  id: Id,
  name: Type.String(),
  kind: Type.Union([Type.Literal('personal'), Type.Literal('service')]),
  permissions: Permissions,
  nodeId: Nullable(Id),
  created: Time,
  expires: Time,
  lastUsed: Nullable(Time),
});
const NewToken = Type.Object({ token: Token, secret: Type.String() });

export const User = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  state: Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('disabled')]),
  totpEnabled: Type.Boolean(),
  lastSeen: Nullable(Time),
  grants: Type.Array(Grant),
});
export type User = Static<typeof User>;

export const sessionRoutes = {
  setupState: route({
    method: 'GET',
    path: '/setup',
    needs: 'public',
    summary: 'Whether the first administrator is still to be set up',
    response: Type.Object({ needed: Type.Boolean() }),
  }),
  setup: route({
    method: 'POST',
    path: '/setup',
    needs: 'public',
    summary: 'Set up the first administrator with the one-time link',
    body: Type.Object({ token: Type.String(), name: Name, email: Type.String(), password: Password }),
    response: Session,
  }),
  signIn: route({
    method: 'POST',
    path: '/session',
    needs: 'public',
    summary: 'Sign in with e-mail address and password',
    body: Type.Object({ email: Type.String({ maxLength: 320 }), password: Type.String({ maxLength: 256 }) }),
    response: SignInResult,
  }),
  signInCode: route({
    method: 'POST',
    path: '/session/code',
    needs: 'public',
    summary: 'Second step: TOTP or recovery code',
    body: Type.Object({ challenge: Type.String(), code: Code }),
    response: Session,
  }),
  session: route({
    method: 'GET',
    path: '/session',
    needs: 'signed-in',
    summary: 'Who I am and what I may do',
    response: Session,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/session',
    needs: 'signed-in',
    sessionOnly: true,
    summary: 'Sign out',
  }),
  changePassword: route({
    method: 'POST',
    path: '/me/password',
    needs: 'signed-in',
    sessionOnly: true,
    summary: 'Change my password; other sessions end',
    body: Type.Object({ current: Type.String(), next: Password }),
  }),
  totpBegin: route({
    method: 'POST',
    path: '/me/totp',
    needs: 'signed-in',
    sessionOnly: true,
    summary: 'Begin to enrol an authenticator',
    response: Type.Object({ secret: Type.String(), uri: Type.String() }),
  }),
  totpConfirm: route({
    method: 'POST',
    path: '/me/totp/confirm',
    needs: 'signed-in',
    sessionOnly: true,
    summary: 'Confirm the authenticator; gives recovery codes once',
    body: Type.Object({ code: Code }),
    response: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
  }),
  totpRemove: route({
    method: 'DELETE',
    path: '/me/totp',
    needs: 'signed-in',
    sessionOnly: true,
    summary: 'Remove the authenticator',
    body: Type.Object({ password: Type.String() }),
  }),
  tokens: route({
    method: 'GET',
    path: '/tokens',
    needs: 'signed-in',
    summary: 'API tokens I may see',
    response: Page(Token),
  }),
  tokenCreate: route({
    method: 'POST',
    path: '/tokens',
    needs: 'signed-in',
    sessionOnly: true,
    summary: 'Create an API token; its secret is shown once',
    body: Type.Object({
      name: Name,
      kind: Type.Union([Type.Literal('personal'), Type.Literal('service')]),
      permissions: Permissions,
      nodeId: Type.Optional(Id),
      expires: Time,
    }),
    response: NewToken,
  }),
  tokenRevoke: route({
    method: 'DELETE',
    path: '/tokens/:id',
    needs: 'signed-in',
    sessionOnly: true,
    summary: 'Revoke an API token',
    params: Type.Object({ id: Id }),
  }),
  invitation: route({
    method: 'GET',
    path: '/invitations/:token',
    needs: 'public',
    summary: 'What an invitation is for',
    params: Type.Object({ token: Type.String() }),
    response: Type.Object({
      name: Type.String(),
      email: Type.String(),
      kind: Type.Union([Type.Literal('invitation'), Type.Literal('reset')]),
    }),
  }),
  invitationAccept: route({
    method: 'POST',
    path: '/invitations/:token',
    needs: 'public',
    summary: 'Accept an invitation or reset by choosing a password',
    params: Type.Object({ token: Type.String() }),
    body: Type.Object({ password: Password }),
    response: SignInResult,
  }),
  users: route({
    method: 'GET',
    path: '/users',
    needs: 'users.read',
    summary: 'Users in my scope',
    query: Type.Object({ ...PageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) }),
    response: Page(User),
  }),
  userInvite: route({
    method: 'POST',
    path: '/users',
    needs: 'users.write',
    sessionOnly: true,
    summary: 'Invite somebody with a first role; answers the one-time link',
    body: Type.Object({
      name: Name,
      email: Type.String({ format: 'email' }),
      role: Role,
      nodeId: Id,
      to: Type.Optional(Time),
    }),
    response: Type.Object({ user: User, link: Type.String() }),
  }),
  userUpdate: route({
    method: 'PATCH',
    path: '/users/:id',
    needs: 'users.write',
    sessionOnly: true,
    summary: 'Rename, disable or enable a user',
    params: Type.Object({ id: Id }),
    body: Type.Object({
      name: Type.Optional(Name),
      state: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('disabled')])),
    }),
    response: User,
  }),
  userReset: route({
    method: 'POST',
    path: '/users/:id/reset',
    needs: 'users.write',
    sessionOnly: true,
    summary: 'One-time link to choose a new password; removes the authenticator',
    params: Type.Object({ id: Id }),
    response: Type.Object({ link: Type.String() }),
  }),
  grantAdd: route({
    method: 'POST',
    path: '/users/:id/grants',
    needs: 'users.write',
    sessionOnly: true,
    summary: 'Give a role at a node, or at several',
    params: Type.Object({ id: Id }),
    body: Type.Object({
      role: Role,
      nodeIds: Type.Array(Id, { minItems: 1, maxItems: 500 }),
      to: Type.Optional(Time),
    }),
    response: User,
  }),
  grantEnd: route({
    method: 'DELETE',
    path: '/users/:id/grants/:grantId',
    needs: 'users.write',
    sessionOnly: true,
    summary: 'End a role',
    params: Type.Object({ id: Id, grantId: Id }),
  }),
};
