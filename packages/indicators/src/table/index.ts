export { type Found, IndicatorTable, type Observed } from './indicator-table.ts';
export { TableBuilder } from './table-builder.ts';
