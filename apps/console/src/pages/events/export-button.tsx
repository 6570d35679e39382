import type { EventFilter } from '@cordon/api';
import { downloadUrl } from '../../api/index.ts';
import { Icon, Popover } from '../../ui/index.ts';

const formats = [
  ['ndjson', 'NDJSON: one event a line, every field'],
  ['csv', 'CSV: for a spreadsheet'],
] as const;

/**
 * Exports exactly what the search shows, all of it. The browser writes it to disk as it comes, however much it is,
 * and shows how far it is among its downloads.
 */
export function ExportButton({ filter }: { readonly filter: EventFilter }) {
  return (
    <Popover
      label={
        <>
          <Icon name="download" />
          Export
        </>
      }
      title="Export"
      side="right"
      button={{ small: true }}
    >
      {(close) =>
        formats.map(([format, label]) => {
          const url = downloadUrl('eventDownload', { filter: JSON.stringify(filter), format });
          return url === null ? (
            <p key={format} className="secondary pad">
              This search is too long for a download. Look for fewer things at once.
            </p>
          ) : (
            <a key={format} className="option" href={url} download onClick={() => setTimeout(close)}>
              {label}
            </a>
          );
        })
      }
    </Popover>
  );
}
