export { AskWhy } from './ask-why.tsx';
export { Button } from './button.tsx';
export { Chip, type Tone } from './chip.tsx';
export { Code } from './code.tsx';
export { type Column, useColumns } from './columns.tsx';
export { ConfirmDialog } from './confirm-dialog.tsx';
export { CopyButton } from './copy.tsx';
export { DataTable, type DataTableProps } from './data-table.tsx';
export { Dialog } from './dialog.tsx';
export {
  Checkbox,
  ErrorSummary,
  Radio,
  SelectField,
  TextArea,
  TextField,
  type Wrong,
  wrongOf,
} from './field.tsx';
export { Figure, FigureRow } from './figure.tsx';
export { type Buckets, Histogram } from './histogram.tsx';
export { Brand, Icon } from './icon.tsx';
export { KeyProvider, useAllKeys, useKeys } from './keys.tsx';
export { Go } from './link.tsx';
export { useNow } from './now.ts';
export { Facts, Page, Panel } from './page.tsx';
export { PlainTable } from './plain-table.tsx';
export { Popover } from './popover.tsx';
export { PrintNote } from './print-note.tsx';
export { isLevel, levels, Severity, wordOf } from './severity.tsx';
export { RateChart, Spark } from './spark.tsx';
export { StackedLevels } from './stacked.tsx';
export { Empty, Failure, Loaded, Progress, Waiting } from './states.tsx';
export { type Tab, Tabs } from './tabs.tsx';
export { type Measure, measures, type Tile, TileMap } from './tile-map.tsx';
export { Age, Clock, Time } from './time.tsx';
export { ToastProvider, useToast } from './toast.tsx';
