const name =
  /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;

/** A name of at least two labels in lower case, without the root's dot, other scripts as punycode. */
export function canonicalDomain(text: string): string | undefined {
  const bare = text.endsWith('.') ? text.slice(0, -1) : text;
  const lower = bare.toLowerCase();
  if (name.test(lower)) return lower;
  if (!hasOtherScript(bare) || bare.length > 253 || /[\s/?#@:\\[\]%]/.test(bare)) return undefined;
  const url = URL.parse(`http://${bare}/`);
  return url && name.test(url.hostname) ? url.hostname : undefined;
}

function hasOtherScript(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return true;
  return false;
}
