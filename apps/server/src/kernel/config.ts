/** Certificate and key in PEM, as text. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface ListenerConfig {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** `self-signed` makes and keeps a certificate in the data directory. */
  readonly tls?: TlsFiles | 'self-signed';
}

export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly from: string;
  readonly user?: string;
  readonly password?: string;
}

/** Everything that a server is started with. Read from the environment and the command line in one place. */
export interface Config {
  readonly dataDir: string;
  /** An existing PostgreSQL; absent means that we spawn our own under `dataDir`. */
  readonly databaseUrl?: string;
  readonly http: ListenerConfig;
  readonly ingest: ListenerConfig;
  /** Address under which people reach the console, for links in e-mails. Default: the HTTP listener's. */
  readonly publicUrl?: string;
  /**
   * Addresses or networks (CIDR) of proxies before the console. Only they are believed when they say whom they speak
   * for (`X-Forwarded-For`); default none, so that nobody chooses the address that is limited and written down.
   */
  readonly trustedProxies?: readonly string[];
  readonly smtp?: SmtpConfig;
  /** Folders of rules besides our own. */
  readonly rulePaths: readonly string[];
  /** A demonstration federation: seeded, marked as such everywhere, and with a known password. */
  readonly demonstration: boolean;
  /** Worker threads that parse and match; default cores minus one, at least one. */
  readonly workers?: number;
  /** Seconds between seals of lake segments; default 5. */
  readonly sealSeconds?: number;
  /** Seconds between rounds of compaction in the lake; default 20. */
  readonly maintenanceSeconds?: number;
  /** Webhooks may point at private addresses. Off outside of tests and closed networks. */
  readonly allowPrivateWebhooks?: boolean;
}
