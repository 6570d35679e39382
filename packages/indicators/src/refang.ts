/**
 * Takes back the usual ways of making an address safe to paste: hxxp, fxp, [.], {.}, (.), [dot], [:], [://], [/], [@].
 * Doing it twice changes nothing more.
 */
export function refang(text: string): string {
  let before = text;
  for (;;) {
    const after = once(before);
    if (after === before) return after;
    before = after;
  }
}

function once(text: string): string {
  return text
    .replace(/[[({](:\/\/|\.|:|\/|@)[\])}]/g, '$1')
    .replace(/[[({]dot[\])}]/gi, '.')
    .replace(/[[({]at[\])}]/gi, '@')
    .replace(/^h(?:xx|\*\*)p(?=s?:\/\/)/i, 'http')
    .replace(/^fxp(?=s?:\/\/)/i, 'ftp');
}
