import { attackState, attackTactics, attackVersion } from '../attack/index.ts';
import { type Check, type Note, scalarsAt } from './document.ts';

const TAG = /^[a-z0-9-]+\.[a-z0-9._-]+$/;

/** Namespaces of the specification and the form of what follows. */
const NAMESPACES: Readonly<Record<string, { readonly form: RegExp; readonly expected: string } | undefined>> =
  {
    attack: { form: /./, expected: '' },
    car: { form: /^\d{4}-\d{2}-\d{3}$/, expected: 'car.YYYY-MM-NNN' },
    cve: { form: /^\d{4}-\d{4,}$/, expected: 'cve.YYYY-NNNN' },
    d3fend: {
      form: /^(?:d3f?-[a-z0-9]+|model|harden|detect|isolate|deceive|evict)$/i,
      expected: 'd3fend.d3-abc',
    },
    detection: {
      form: /^(?:dfir|emerging-threats|threat-hunting)$/,
      expected: 'detection.dfir, detection.emerging-threats or detection.threat-hunting',
    },
    stp: { form: /^[1-5][auk]?$/, expected: 'stp.1 to stp.5, with a, u or k' },
    tlp: {
      form: /^(?:red|amber|amber-strict|green|clear)$/,
      expected: 'tlp.red, amber, amber-strict, green or clear',
    },
  };

/** Tags: their form, their namespace, and whether ATT&CK has what they name. */
export const checkTags: Check = ({ root }, note) => {
  for (const { text, offset } of scalarsAt(root, 'tags')) {
    if (!TAG.test(text.toLowerCase())) {
      note('tag-format', offset, `tags: expected namespace.name, found "${text}"`);
      continue;
    }
    const dot = text.indexOf('.');
    const [namespace, name] = [text.slice(0, dot), text.slice(dot + 1)];
    const known = Object.hasOwn(NAMESPACES, namespace) ? NAMESPACES[namespace] : undefined;
    if (!known) {
      const expected = Object.keys(NAMESPACES).join(', ');
      note('tag-namespace', offset, `tags: expected one of the namespaces ${expected}, found "${text}"`);
    } else if (!known.form.test(name)) {
      note('tag-format', offset, `tags: expected ${known.expected}, found "${text}"`);
    } else if (namespace === 'attack') {
      checkAttack(text, name, offset, note);
    }
  }
};

let tactics: ReadonlySet<string> | undefined;

function checkAttack(tag: string, name: string, offset: number, note: Note): void {
  // Numbered objects are a letter or two and digits: t1059.001, g0016, s0002, ds0029, ta0001.
  if (!/^[a-z]{1,3}\d/i.test(name)) {
    tactics ??= new Set(attackTactics().map(({ shortName }) => shortName));
    if (tactics.has(name)) return;
    note(
      'attack-unknown',
      offset,
      `tags: expected a tactic or an id of ATT&CK ${attackVersion}, found "${tag}"`,
    );
    return;
  }
  const found = attackState(name.toUpperCase());
  if (!found) {
    note(
      'attack-unknown',
      offset,
      `tags: expected an id of ATT&CK ${attackVersion}, found "${tag}", which it does not have`,
    );
  } else if (found.state === 'revoked') {
    const next = found.successor === undefined ? 'one in use' : `attack.${found.successor.toLowerCase()}`;
    note('attack-revoked', offset, `tags: expected ${next}, found "${tag}", which ATT&CK revoked`);
  } else if (found.state === 'deprecated') {
    note(
      'attack-deprecated',
      offset,
      `tags: expected an object in use, found "${tag}", deprecated by ATT&CK`,
    );
  }
}
