import { CopyButton } from '../../ui/index.ts';

/** A source's token at the one moment when it can be seen. */
export function TokenOnce({ token }: { readonly token: string }) {
  return (
    <div className="banner stack" data-tone="warn">
      <p>
        <b>Copy the token now: it is shown once.</b> Whoever has it can send events as this source, and
        nothing else.
      </p>
      <div className="row-line">
        <span className="secret">{token}</span>
        <CopyButton text={token} label="Copy token" />
      </div>
    </div>
  );
}
