/** A running part of the server. Parts are stopped in the reverse order of their start. */
export interface Area {
  stop(): Promise<void>;
}
