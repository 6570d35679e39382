import type { Control } from '../control/index.ts';
import { readSources } from './store.ts';
import type { MapLine, SourceFacts } from './task.ts';

/** Facts about sources, kept until somebody says that they changed. */
export class SourceBook {
  readonly #control: Control;
  readonly #mapOf: (sourceId: string) => Promise<readonly MapLine[]>;
  readonly #known = new Map<string, SourceFacts>();

  constructor(control: Control, mapOf: (sourceId: string) => Promise<readonly MapLine[]>) {
    this.#control = control;
    this.#mapOf = mapOf;
  }

  forget(sourceId: string | undefined): void {
    if (sourceId === undefined) this.#known.clear();
    else this.#known.delete(sourceId);
  }

  async facts(sourceIds: readonly string[]): Promise<Record<string, SourceFacts>> {
    const wanted = [...new Set(sourceIds)];
    const missing = wanted.filter((id) => !this.#known.has(id));
    if (missing.length > 0) {
      const found = await this.#control.as('pipeline', (db) => readSources(db, missing));
      for (const source of found) {
        const map = source.organisationId === null ? await this.#mapOf(source.sourceId) : [];
        this.#known.set(source.sourceId, { ...source, map });
      }
    }
    return Object.fromEntries(
      wanted.flatMap((id) => {
        const facts = this.#known.get(id);
        return facts ? [[id, facts]] : [];
      }),
    );
  }
}
