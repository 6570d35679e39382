import type { Control } from '../control/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RuleRegistry } from '../rules/index.ts';

/** What the routes of alerts work with. */
export interface AlertRoutesDeps {
  readonly control: Control;
  readonly registry: RuleRegistry;
  readonly clock: Clock;
  /** Address of the console, for links in hand-offs; asked each time, as a port may be chosen late. */
  readonly publicUrl: () => string;
}
