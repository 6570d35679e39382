/** Where a configuration leaves room for the token; the first is what the server writes, the others are common. */
const rooms = /PASTE-THE-TOKEN-HERE|<(?:the |your |source )*token>|\$\{CORDON_TOKEN\}/gi;

/** Puts a token where a configuration leaves room for it, exactly as it is. */
export function fillToken(text: string, token: string): string {
  return text.replace(rooms, () => token);
}
