import { routes } from '@cordon/api';
import type { Control } from '../control/index.ts';
import { implement, implementPublic, type RouteHandlers } from '../http/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { acknowledgeByLink, lookAtLink } from './acknowledge.ts';
import {
  addContact,
  addWebhook,
  listContacts,
  listWebhooks,
  removeContact,
  removeWebhook,
} from './recipients.ts';

export interface OutboxRoutesDeps {
  readonly control: Control;
  readonly clock: Clock;
  readonly allowPrivateWebhooks: boolean;
}

export function outboxRoutes({ control, clock, allowPrivateWebhooks }: OutboxRoutesDeps): RouteHandlers {
  return [
    implementPublic(routes.handOffState, async ({ params }) => {
      const found = await lookAtLink(control, params.token);
      return {
        ...found,
        sent: found.sent.toISOString(),
        acknowledged: found.acknowledged?.toISOString() ?? null,
      };
    }),
    implementPublic(routes.handOffAcknowledge, async ({ params, body }) => {
      const acknowledged = await acknowledgeByLink(control, params.token, body.name, clock.now());
      return { acknowledged: acknowledged.toISOString() };
    }),
    implement(routes.webhooks, ({ caller }) =>
      control.scoped(caller, 'webhooks.write', async (db) => ({
        rows: await listWebhooks(db),
        cursor: null,
      })),
    ),
    implement(routes.webhookAdd, ({ caller, body }) =>
      control.scoped(caller, 'webhooks.write', (db) =>
        addWebhook(db, body, allowPrivateWebhooks, clock.now()),
      ),
    ),
    implement(routes.webhookDelete, ({ caller, params }) =>
      control.scoped(caller, 'webhooks.write', (db) => removeWebhook(db, params.id, clock.now())),
    ),
    implement(routes.contacts, ({ caller, params }) =>
      control.scoped(caller, 'federation.read', async (db) => ({
        rows: await listContacts(db, params.id),
        cursor: null,
      })),
    ),
    implement(routes.contactAdd, ({ caller, params, body }) =>
      control.scoped(caller, 'users.write', (db) => addContact(db, params.id, body, clock.now())),
    ),
    implement(routes.contactDelete, ({ caller, params }) =>
      control.scoped(caller, 'users.write', (db) =>
        removeContact(db, params.id, params.contactId, clock.now()),
      ),
    ),
  ];
}
