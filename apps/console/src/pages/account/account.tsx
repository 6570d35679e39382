import { useSession } from '../../app/session.tsx';
import { Page } from '../../ui/index.ts';
import { Grants } from './grants.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';
import { TotpPanel } from './totp-panel.tsx';

/** Everything about me: roles, password, second factor, tokens. */
export function Account() {
  const { user } = useSession();
  return (
    <Page title={user.name} tab="Account" lead={user.email}>
      <div className="split">
        <div>
          <TotpPanel />
          <TokensPanel />
        </div>
        <div>
          <Grants />
          <PasswordPanel />
        </div>
      </div>
    </Page>
  );
}
