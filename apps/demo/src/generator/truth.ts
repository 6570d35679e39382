/** What really happened to a device: tests compare it with what the platform found. */
export interface Truth {
  /** RFC 3339. */
  readonly at: string;
  readonly kind: 'infected' | 'crashed' | 'incident';
  /** Code of the organisation. */
  readonly organisation: string;
  readonly host: string;
  readonly address: string;
  /** The device from which the worm came. */
  readonly from?: string;
  /** Name of a scattered incident. */
  readonly incident?: string;
}
