export { createAuthenticate } from './authenticate.ts';
export { resetUserByEmail } from './invitation.ts';
export { setupNeeded } from './links.ts';
export { createLiveScope } from './live-scope.ts';
export { hashPassword } from './password.ts';
export { type IdentityRoutesDeps, identityRoutes } from './routes.ts';
export { renewSetupLink } from './setup.ts';
export type {} from './tables.ts';
