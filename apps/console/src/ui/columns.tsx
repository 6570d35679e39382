import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Checkbox } from './field.tsx';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

export interface Column<T> {
  readonly id: string;
  readonly label: string;
  /** Width in rem; columns without one share what is left. */
  readonly width?: number | undefined;
  /** 1 stays at any width, 2 goes on a narrow table, 3 goes first. */
  readonly rank?: 1 | 2 | 3 | undefined;
  /** What a column without a width needs at least, in rem. */
  readonly least?: number | undefined;
  readonly number?: boolean;
  /** Value of the sort order that this column stands for; its header then sorts. */
  readonly sort?: string;
  readonly cell: (row: T) => ReactNode;
}

interface Layout {
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}
const unchanged: Layout = { hidden: [], widths: {} };

function read(name: string): Layout {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`cordon.columns.${name}`) ?? 'null');
    if (typeof value !== 'object' || value === null) return unchanged;
    return { ...unchanged, ...value };
  } catch {
    return unchanged;
  }
}

/** Which columns are shown and how wide, remembered in this browser. */
export function useColumns<T>(name: string, columns: readonly Column<T>[]) {
  const [layout, setLayout] = useState(() => read(name));
  const save = (next: Layout) => {
    setLayout(next);
    localStorage.setItem(`cordon.columns.${name}`, JSON.stringify(next));
  };
  const widthOf = (column: Column<T>) => layout.widths[column.id] ?? column.width;
  return {
    shown: columns.filter((column) => !layout.hidden.includes(column.id)),
    widthOf,
    menu: (
      <Popover
        label={<Icon name="columns" />}
        title="Columns"
        side="right"
        padded
        button={{ small: true, 'aria-label': 'Columns' }}
      >
        {() => (
          <div className="stack" data-gap="small">
            {columns.map((column) => (
              <div key={column.id} className="row-line">
                <Checkbox
                  label={column.label}
                  checked={!layout.hidden.includes(column.id)}
                  onChange={(event) =>
                    save({
                      ...layout,
                      hidden: event.target.checked
                        ? layout.hidden.filter((each) => each !== column.id)
                        : [...layout.hidden, column.id],
                    })
                  }
                />
                {[-1, 1].map((step) => (
                  <Button
                    key={step}
                    small
                    look="plain"
                    aria-label={`${column.label}: ${step < 0 ? 'narrower' : 'wider'}`}
                    onClick={() =>
                      save({
                        ...layout,
                        widths: {
                          ...layout.widths,
                          [column.id]: Math.max(3, (widthOf(column) ?? 16) + 2 * step),
                        },
                      })
                    }
                  >
                    {step < 0 ? '−' : '+'}
                  </Button>
                ))}
              </div>
            ))}
            <Button small onClick={() => save(unchanged)}>
              As it was
            </Button>
          </div>
        )}
      </Popover>
    ),
  };
}
