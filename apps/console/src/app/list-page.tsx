import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import {
  Button,
  type Column,
  DataTable,
  type DataTableProps,
  Empty,
  Loaded,
  Page,
  useColumns,
} from '../ui/index.ts';
import { useKeptCursor } from './kept-cursor.ts';
import { useUrlState } from './location.ts';

/** A list as `usePages` gives it. */
export interface ListSource<T> {
  readonly query: { readonly data: unknown; readonly error: unknown; readonly refetch: () => unknown };
  readonly rows: readonly T[];
  readonly total: number | undefined;
  readonly more: (() => void) | undefined;
}

export interface ListSearch {
  readonly label: string;
  readonly placeholder: string;
  /** Its name in the address bar. */
  readonly name: string;
}

/** The words to look for. They count from Enter on; emptied, they are gone at once. Follows the address bar. */
function SearchBox({ search }: { readonly search: ListSearch }) {
  const [state, set] = useUrlState();
  const asked = state[search.name] ?? '';
  const [text, setText] = useState(asked);
  useEffect(() => setText(asked), [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set({ [search.name]: text.trim() });
  };
  return (
    <form className="list-search" onSubmit={submit}>
      <input
        className="input"
        type="search"
        aria-label={search.label}
        placeholder={search.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === '') set({ [search.name]: undefined });
        }}
      />
    </form>
  );
}

/** What a table may do besides showing rows; a cursor of its own it has anyway. */
type TableExtras<T> = Partial<
  Pick<DataTableProps<T>, 'cursor' | 'onCursor' | 'selected' | 'onSelect' | 'sort' | 'onSort' | 'isDone'>
>;

export interface ListPageProps<T> {
  /** What the list is called: in the tab, to readers, and where its columns are remembered. */
  readonly label: string;
  /** The answer to the page's question. */
  readonly title: string;
  /** What the title's number counts; see `AskWhy`. */
  readonly why?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly list: ListSource<T>;
  readonly columns: readonly Column<T>[];
  readonly idOf: (row: T) => string;
  readonly onOpen: (row: T) => void;
  readonly table?: TableExtras<T>;
  readonly search: ListSearch;
  /** More ways to narrow the list, beside the search box. */
  readonly filters?: ReactNode;
  /** Other names in the address bar that narrow the list: clearing the filters removes them. */
  readonly narrowedBy?: readonly string[];
  /** Said when filters leave nothing: `No device fits`. */
  readonly noneFit: string;
  /** Shown when there is nothing even without filters: what would be here, why it is not, what to do. */
  readonly empty?: ReactNode;
  /** Takes the place of search and filters, while rows are selected. */
  readonly bar?: ReactNode;
  /** Quiet news at the end of the bar. */
  readonly news?: ReactNode;
  readonly above?: ReactNode;
  readonly facets?: ReactNode;
  /** The row under the cursor, whole. */
  readonly side?: ReactNode;
  /** Dialogs. */
  readonly children?: ReactNode;
}

/**
 * A page that is a list: its title, what narrows it, the rows with their keys, and what is said when there are none.
 * Rows stay in sight while they are asked for again, and when that fails.
 */
export function ListPage<T>(props: ListPageProps<T>) {
  const { label, list, search, narrowedBy = [], facets, side } = props;
  const [state, set] = useUrlState();
  const columns = useColumns(label.toLowerCase().replaceAll(' ', '-'), props.columns);
  const [cursor, setCursor] = useKeptCursor(label);
  const names = [search.name, ...narrowedBy];
  const narrowed = names.some((name) => state[name] !== undefined);
  const clear = () => set(Object.fromEntries(names.map((name) => [name, undefined])));
  const nothing =
    narrowed || props.empty === undefined ? (
      <Empty title={props.noneFit}>{narrowed ? <Button onClick={clear}>Clear filters</Button> : null}</Empty>
    ) : (
      props.empty
    );
  return (
    <Page
      title={props.title}
      tab={label}
      why={props.why}
      lead={props.lead}
      fill
      actions={
        <>
          {props.actions}
          {columns.menu}
        </>
      }
    >
      {props.above}
      <div
        className="triage"
        data-facets={facets === undefined ? 'none' : undefined}
        data-side={side === undefined || side === null ? 'none' : undefined}
      >
        {facets}
        <div className="table-frame">
          <div className="table-bar">
            {props.bar ?? (
              <>
                <SearchBox search={search} />
                {props.filters}
                {narrowed ? (
                  <Button small look="plain" onClick={clear}>
                    Clear filters
                  </Button>
                ) : null}
              </>
            )}
            {props.news}
          </div>
          <Loaded query={list.query} what={label.toLowerCase()}>
            {() =>
              list.rows.length === 0 ? (
                nothing
              ) : (
                <DataTable
                  label={label}
                  rows={list.rows}
                  columns={columns.shown}
                  widthOf={columns.widthOf}
                  idOf={props.idOf}
                  cursor={cursor}
                  onCursor={setCursor}
                  onOpen={props.onOpen}
                  total={list.total}
                  onMore={list.more}
                  {...props.table}
                />
              )
            }
          </Loaded>
        </div>
        {side}
      </div>
      {props.children}
    </Page>
  );
}
