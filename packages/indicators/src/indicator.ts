/** What an indicator can be. An address with a prefix is a network. */
export const indicatorKinds = ['address', 'network', 'domain', 'url', 'hash', 'file'] as const;
export type IndicatorKind = (typeof indicatorKinds)[number];

/** One thing to look for, in the one form in which events name it. */
export interface Indicator {
  readonly kind: IndicatorKind;
  /** Canonical: not defanged, one text for one thing. */
  readonly value: string;
}

/** Why a text is no indicator that we match. The code is stable, the reason is for people. */
export interface NoIndicator {
  readonly code:
    | 'not-an-indicator'
    | 'address'
    | 'network'
    | 'domain'
    | 'url'
    | 'hash'
    | 'file'
    | 'email'
    | 'too-long';
  readonly reason: string;
}

export type ReadWord =
  | {
      readonly ok: true;
      readonly indicator: Indicator;
      /** The text was made safe to paste; only an address, a domain or a URL is. */
      readonly defanged: boolean;
      readonly widened?: string;
    }
  | { readonly ok: false; readonly fault: NoIndicator };
