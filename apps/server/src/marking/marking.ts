import type { Marking } from '@cordon/api';

/** How somebody stands to the node that a marked thing belongs to, by the roles that they hold. */
export interface Standing {
  /** Holds the permission asked for at any node. */
  readonly anywhere: boolean;
  /** Holds it at the owner or at a node below the owner. */
  readonly below: boolean;
  /** Holds it at the owner itself: by a role there, or at a node above. */
  readonly owner: boolean;
  /** May change what is marked, at the owner. */
  readonly writes: boolean;
}

/**
 * Whether somebody may see what carries a marking: FIRST's TLP 2.0, read for a federation. Twin of the function
 * `marking_visible` of the database, which every policy on a marked table asks.
 */
export function visibleTo(marking: Marking, standing: Standing): boolean {
  switch (marking) {
    case 'TLP:CLEAR':
    case 'TLP:GREEN':
      return standing.anywhere;
    case 'TLP:AMBER':
      return standing.below;
    case 'TLP:AMBER+STRICT':
      return standing.owner;
    case 'TLP:RED':
      return standing.owner && standing.writes;
  }
}

/** Anybody of the federation: may what is marked stand where all of them read? */
export const stranger: Standing = { anywhere: true, below: false, owner: false, writes: false };
