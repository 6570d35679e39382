/** Where and how a shipper sends, as configuration files need it. */
export interface ShipperTarget {
  /** `http://host:port` of the ingest listener, without a path. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** What stands for the token, which is shown once and kept nowhere. */
  readonly token: string;
  readonly sourceName: string;
}

export interface ShipperFile {
  readonly name: string;
  readonly language: string;
  readonly text: string;
}
export interface ShipperGuide {
  readonly files: ShipperFile[];
  readonly notes: string[];
}
