import { type ReactNode, useEffect } from 'react';
import { Brand } from '../../ui/index.ts';

/** What stands around a page that needs no account. */
export function Gate({
  title,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} – Cordon`;
  }, [title]);
  return (
    <div className="gate">
      <header className="brand">
        <Brand />
        Cordon
      </header>
      <main className="box" data-wide={wide ? '' : undefined}>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
