import type { ReactNode } from 'react';

export type Tone = 'good' | 'bad' | 'warn' | 'accent';
export function Chip({ tone, children }: { readonly tone?: Tone | undefined; readonly children: ReactNode }) {
  return (
    <span className="chip" data-tone={tone}>
      {children}
    </span>
  );
}
