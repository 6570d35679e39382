/** Longest URL that is compared, as canonical text. */
export const longestUrl = 2048;

/**
 * One text for one http, https or ftp URL, after the URL standard: host in lower case and punycode, no default port,
 * no fragment, which never leaves the browser, and no user name.
 */
export function canonicalUrl(text: string): string | undefined {
  if (text.length > longestUrl || !/^(?:https?|ftp):\/\/[^\s/]/i.test(text)) return undefined;
  const url = URL.parse(text);
  if (!url || url.hostname === '') return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  return url.href.length <= longestUrl ? url.href : undefined;
}
