/** Puts a token where a configuration leaves room for it: `<token>`, `YOUR_TOKEN`, `${CORDON_TOKEN}` and the like. */
export function fillToken(text: string, token: string): string {
  return text.replace(
    /<(?:the |your |source )*token>|\$\{CORDON_TOKEN\}|\bYOUR_TOKEN\b|\bCORDON_TOKEN_HERE\b/gi,
    () => token,
  );
}
