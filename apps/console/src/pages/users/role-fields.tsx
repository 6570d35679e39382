import type { Role } from '@cordon/api';
import { Radio } from '../../ui/index.ts';
import { roles } from '../account/roles.ts';

/** A choice of role, each with what it may do. */
export function RoleField({
  role,
  onChange,
}: {
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}) {
  return (
    <fieldset className="fieldset">
      <legend>Role</legend>
      {(Object.keys(roles) as Role[]).map((each) => (
        <Radio
          key={each}
          name="role"
          checked={role === each}
          onChange={() => onChange(each)}
          label={
            <>
              <b>{roles[each].label}</b> <span className="secondary">{roles[each].may}</span>
            </>
          }
        />
      ))}
    </fieldset>
  );
}
