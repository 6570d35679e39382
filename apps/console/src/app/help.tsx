import { helpOf } from '../logic/keymap.ts';
import { Dialog, useAllKeys } from '../ui/index.ts';

/** Every key that works here and now. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const all = useAllKeys();
  return (
    <Dialog title="Keys" onClose={onClose} wide>
      <p className="secondary">
        These are the keys of this page. Nothing runs while you type in a field. Ctrl, Alt and Cmd stay your
        browser’s; in a dialog, <kbd>Ctrl</kbd> <kbd>Enter</kbd> sends it from any field.
      </p>
      <div className="keys">
        {helpOf(all()).map(({ group, rows }) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rows.map((row) => (
                <div key={row.keys} className="fact">
                  <dt>
                    {row.keys.split(' ').map((each) => (
                      <kbd key={each}>{each}</kbd>
                    ))}
                  </dt>
                  <dd>{row.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
