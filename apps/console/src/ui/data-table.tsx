import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { fitColumns, leastWidth } from '../logic/fit-columns.ts';
import type { Column } from './columns.tsx';
import { useKeys } from './keys.tsx';
import { useWidth } from './width.ts';

export interface DataTableProps<T> {
  readonly label: string;
  readonly rows: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly widthOf?: (column: Column<T>) => number | undefined;
  readonly idOf: (row: T) => string;
  /** The row that keys act on. */
  readonly cursor: string | null;
  readonly onCursor: (id: string) => void;
  readonly onOpen: (row: T) => void;
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (ids: ReadonlySet<string>) => void;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** Dimmed: dealt with, still in its place. */
  readonly isDone?: (row: T) => boolean;
  readonly total?: number | undefined;
  /** Called when the last rows come into sight. */
  readonly onMore?: (() => void) | undefined;
  readonly foot?: ReactNode;
}

const rowRem = 2;

/**
 * A table of any length: only the rows in sight are in the page, spacers keep the scroll bar honest. One row takes
 * focus at a time; arrows, j/k, Home and End move it, Enter opens it, x selects it.
 */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, rows, idOf, cursor, onCursor, onOpen, selected, onSelect, onMore, widthOf } = props;
  const [box, boxWidth] = useWidth<HTMLDivElement>(1000);
  const anchor = useRef<string | null>(null);
  const [wanted, setWanted] = useState<number | null>(null);
  const rowHeight = useMemo(
    () => rowRem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
    [],
  );
  const selectRem = onSelect === undefined ? 0 : 2.75;
  const sized = props.columns.map((column) => ({ ...column, width: widthOf?.(column) ?? column.width }));
  const columns = fitColumns(sized, (boxWidth * rowRem) / rowHeight - selectRem);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: rowHeight,
  });
  const items = virtual.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  const atEnd = last !== undefined && last.index >= rows.length - 20;
  useEffect(() => {
    if (atEnd) onMore?.();
  }, [atEnd, onMore]);
  const at = cursor === null ? -1 : rows.findIndex((row) => idOf(row) === cursor);

  // A cursor that was left further down, and is come back to, is in sight at once.
  const start = useRef(at);
  useEffect(() => {
    if (start.current > 0) virtual.scrollToIndex(start.current, { align: 'center' });
  }, [virtual]);

  const moveTo = useCallback(
    (index: number) => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
      if (row === undefined) return;
      const next = Math.max(0, Math.min(rows.length - 1, index));
      virtual.scrollToIndex(next);
      onCursor(idOf(row));
      setWanted(next);
    },
    [rows, virtual, onCursor, idOf],
  );
  // Focus follows the cursor once its row exists; a row out of sight is made by the scroll first.
  useEffect(() => {
    if (wanted === null) return;
    const element = box.current?.querySelector<HTMLElement>(`[data-index="${wanted}"]`);
    if (element === null || element === undefined) return;
    element.focus({ preventScroll: true });
    setWanted(null);
  });

  const toggle = useCallback(
    (id: string, through = false) => {
      if (onSelect === undefined) return;
      const next = new Set(selected);
      const to = rows.findIndex((row) => idOf(row) === id);
      const from = rows.findIndex((row) => idOf(row) === anchor.current);
      if (through && from >= 0) {
        for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(idOf(row));
      } else if (!next.delete(id)) next.add(id);
      anchor.current = id;
      onSelect(next);
    },
    [rows, idOf, selected, onSelect],
  );

  const current = rows[at];
  useKeys(
    useMemo(
      () => [
        { keys: 'j', label: 'Next row', group: 'Lists', run: () => moveTo(at + 1) },
        { keys: 'k', label: 'Previous row', group: 'Lists', run: () => moveTo(Math.max(at - 1, 0)) },
        {
          keys: 'Enter',
          label: 'Open the row',
          group: 'Lists',
          run: () => {
            if (current !== undefined) onOpen(current);
          },
        },
        ...(onSelect === undefined
          ? []
          : [
              {
                keys: 'x',
                label: 'Select the row',
                group: 'Lists',
                run: () => {
                  if (current !== undefined) toggle(idOf(current));
                },
              },
            ]),
      ],
      [moveTo, at, current, onOpen, onSelect, toggle, idOf],
    ),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableRowElement)) return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(to);
  };
  const onRowClick = (event: MouseEvent, id: string) => {
    if (event.target instanceof Element && event.target.closest('a, button, input, label') !== null) return;
    if (event.shiftKey && onSelect !== undefined) toggle(id, true);
    else onCursor(id);
  };

  const width = columns.length + (onSelect === undefined ? 0 : 1);
  const above = first?.start ?? 0;
  const below = last === undefined ? 0 : virtual.getTotalSize() - last.end;
  const allSelected = rows.length > 0 && rows.every((row) => selected?.has(idOf(row)) === true);
  return (
    <div className="table-box" ref={box}>
      <table
        className="table"
        style={{ minWidth: `${leastWidth(columns) + selectRem}rem` }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid made of table parts keeps their meaning
        role="grid"
        aria-label={label}
        aria-rowcount={(props.total ?? rows.length) + 1}
        aria-multiselectable={onSelect === undefined ? undefined : true}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {onSelect === undefined ? null : <col style={{ width: '2.75rem' }} />}
          {columns.map((column) => (
            <col key={column.id} style={column.width === undefined ? {} : { width: `${column.width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {onSelect === undefined ? null : (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label="Select all loaded rows"
                  checked={allSelected}
                  onChange={() => onSelect(allSelected ? new Set() : new Set(rows.map(idOf)))}
                />
              </th>
            )}
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={column.number === true ? 'number' : undefined}
                aria-sort={column.sort !== undefined && column.sort === props.sort ? 'descending' : undefined}
              >
                {column.sort === undefined || props.onSort === undefined ? (
                  column.label
                ) : (
                  <button type="button" onClick={() => props.onSort?.(column.sort ?? '')}>
                    {column.label}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 ? (
            <tr className="space">
              <td colSpan={width} style={{ height: above }} />
            </tr>
          ) : null}
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const id = idOf(row);
            const isCursor = id === cursor;
            const tabbable = isCursor || (at < 0 && item.index === 0);
            const chosen = selected?.has(id) === true;
            return (
              <tr
                key={id}
                className="row"
                data-index={item.index}
                data-cursor={isCursor ? '' : undefined}
                data-done={props.isDone?.(row) === true ? '' : undefined}
                aria-rowindex={item.index + 2}
                aria-selected={onSelect === undefined ? isCursor : chosen}
                tabIndex={tabbable ? 0 : -1}
                onClick={(event) => onRowClick(event, id)}
                onDoubleClick={() => onOpen(row)}
                onFocus={(event) => {
                  if (event.target === event.currentTarget && !isCursor) onCursor(id);
                }}
              >
                {onSelect === undefined ? null : (
                  <td>
                    <input
                      type="checkbox"
                      aria-label="Select this row"
                      checked={chosen}
                      tabIndex={tabbable ? 0 : -1}
                      onClick={(event) => {
                        if (event.shiftKey) toggle(id, true);
                      }}
                      onChange={(event) => {
                        if (!(event.nativeEvent instanceof PointerEvent && event.nativeEvent.shiftKey))
                          toggle(id);
                      }}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.id} className={column.number === true ? 'number' : undefined}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 ? (
            <tr className="space">
              <td colSpan={width} style={{ height: below }} />
            </tr>
          ) : null}
        </tbody>
      </table>
      {props.foot}
    </div>
  );
}
