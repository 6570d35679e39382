/** Line icons on a 16 px grid, drawn for this console. They stand beside words and are hidden from readers. */
const paths = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.5 10.5L14 14',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  menu: 'M2 4h12M2 8h12M2 12h12',
  down: 'M4 6l4 4 4-4',
  open: 'M6 3H3v10h10v-3M9 3h4v4M13 3L7.5 8.5',
  copy: 'M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  undo: 'M5.5 3L2.5 6l3 3M3 6h6.5a4 4 0 0 1 0 8H7',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  filter: 'M2 3h12L9.5 8.5V13l-3-1.5v-3z',
  person: 'M8 2.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5M3 13.5c0-2.5 2-4 5-4s5 1.5 5 4',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2M8 4.5V8l2.5 1.5',
  building: 'M3 13.5v-11h7v11M10 6.5h3v7M2 13.5h12M5 5h3M5 7.5h3M5 10h3',
  columns: 'M2.5 3h11v10h-11zM6 3v10M10 3v10',
  upload: 'M8 10.5V3M5 5.5L8 2.5l3 3M2.5 11v2.5h11V11',
  download: 'M8 2.5V10M5 7.5l3 3 3-3M2.5 11v2.5h11V11',
  plus: 'M8 3v10M3 8h10',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d={paths[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

export function Brand() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1d4663" />
      <circle cx="16" cy="16" r="9" fill="none" stroke="#ffd84d" strokeWidth="3" strokeDasharray="10.5 3.6" />
      <circle cx="16" cy="16" r="3" fill="#fff" />
    </svg>
  );
}
