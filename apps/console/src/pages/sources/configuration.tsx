import type { Source } from '@cordon/api';
import { useState } from 'react';
import { useAsk } from '../../app/ask.ts';
import { Code, Loaded, SelectField } from '../../ui/index.ts';
import { fillToken } from './fill-token.ts';
import { sourceKinds } from './kinds.ts';

/** The exact configuration to paste, for this source and for any shipper that somebody prefers. */
export function Configuration({
  source,
  token,
}: {
  readonly source: Source;
  readonly token: string | undefined;
}) {
  const [shipper, setShipper] = useState(source.kind);
  const configuration = useAsk('sourceConfiguration', { params: { id: source.id }, query: { shipper } });
  return (
    <div className="pad stack">
      <SelectField
        label="Shipper"
        value={shipper}
        onChange={(event) =>
          setShipper(sourceKinds.find(([each]) => each === event.target.value)?.[0] ?? source.kind)
        }
      >
        {sourceKinds
          .filter(([kind]) => kind !== 'upload' || source.kind === 'upload')
          .map(([kind, label]) => (
            <option key={kind} value={kind}>
              {label}
            </option>
          ))}
      </SelectField>
      <Loaded query={configuration} what="the configuration">
        {({ files, notes }) => (
          <>
            {notes.length === 0 ? null : (
              <ul className="notes">
                {notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
            {files.map((file) => (
              <Code
                key={file.name}
                title={file.name}
                text={token === undefined ? file.text : fillToken(file.text, token)}
              />
            ))}
            {token === undefined && files.length > 0 ? (
              <p className="secondary">
                Put the source’s token where the text asks for it. Lost it? Make another under Tokens; the
                present one goes on working meanwhile.
              </p>
            ) : null}
          </>
        )}
      </Loaded>
    </div>
  );
}
