import type { Role } from '@cordon/api';
import { roles } from '../account/roles.ts';

export const stateTones = { invited: 'accent', active: 'good', disabled: undefined } as const;
export const roleLabel = (role: Role) => roles[role].label;
