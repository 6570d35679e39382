/** Counts who is reading which segment, so that no file is deleted under a reader. */
export class Readers {
  readonly #counts = new Map<string, number>();

  /** Holds segments until the returned function is called; calling it again does nothing. */
  hold(ids: Iterable<string>): () => void {
    const held = [...ids];
    for (const id of held) this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      for (const id of held) {
        const left = (this.#counts.get(id) ?? 1) - 1;
        if (left > 0) this.#counts.set(id, left);
        else this.#counts.delete(id);
      }
    };
  }

  held(): string[] {
    return [...this.#counts.keys()];
  }

  isHeld(id: string): boolean {
    return this.#counts.has(id);
  }
}
