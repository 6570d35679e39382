import type { ReactNode } from 'react';

export interface PlainColumn<T> {
  readonly label: string;
  /** Width in rem; the rest is shared. */
  readonly width?: number;
  readonly number?: boolean;
  readonly cell: (row: T) => ReactNode;
}

/** What a column without a width needs to be worth reading. */
const shareRem = 9;

/** A short table inside a page: every row is there, lines wrap, it scrolls sideways where it must. */
export function PlainTable<T>(props: {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly PlainColumn<T>[];
  readonly idOf: (row: T) => string;
  readonly empty?: ReactNode;
  /** Least width in rem before it scrolls; never less than its columns need. */
  readonly least?: number;
}) {
  const { label, rows, columns, idOf, empty, least = 0 } = props;
  const needed = columns.reduce((sum, column) => sum + (column.width ?? shareRem), 0);
  if (rows.length === 0 && empty !== undefined) return <div className="inside">{empty}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="scroll-x" tabIndex={0} aria-label={`${label}, scrolls sideways`}>
      <table
        className="table"
        data-plain=""
        aria-label={label}
        style={{ minWidth: `${Math.max(least, needed)}rem` }}
      >
        <colgroup>
          {columns.map((column) => (
            <col
              key={column.label}
              style={column.width === undefined ? {} : { width: `${column.width}rem` }}
            />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" className={column.number === true ? 'number' : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)}>
              {columns.map((column) => (
                <td key={column.label} className={column.number === true ? 'number' : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
