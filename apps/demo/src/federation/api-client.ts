import type { BodyOf, Problem, ResponseOf, RouteName, Routes } from '@cordon/api';

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** The HTTP API as a person's browser uses it: a session in a cookie, and its token with every change. */
export class ApiClient {
  readonly #base: string;
  #cookie = '';
  #csrf = '';

  /** @param url address of the console, without a path */
  constructor(url: string) {
    this.#base = `${url}/api/v1`;
  }

  get<N extends RouteName>(path: string): Promise<ResponseOf<Routes[N]>> {
    return this.#call('GET', path) as Promise<ResponseOf<Routes[N]>>;
  }

  send<N extends RouteName>(
    method: Method,
    path: string,
    body: BodyOf<Routes[N]>,
  ): Promise<ResponseOf<Routes[N]>> {
    return this.#call(method, path, body) as Promise<ResponseOf<Routes[N]>>;
  }

  /** Sets the first administrator up with the token of the one-time link, and stays signed in as them. */
  async setUp(first: BodyOf<Routes['setup']>): Promise<void> {
    this.#csrf = (await this.send<'setup'>('POST', '/setup', first)).csrf;
  }

  async signIn(email: string, password: string): Promise<void> {
    const result = await this.send<'signIn'>('POST', '/session', { email, password });
    if (result.status !== 'signed-in')
      throw new Error(`sign-in of ${email}: expected to be signed in, found that a second step is due`);
    this.#csrf = result.session.csrf;
  }

  /** Every row of a list, page by page. Lists that are never long take no query: their only page is all of it. */
  async rows<T>(path: string): Promise<T[]> {
    const rows: T[] = [];
    let next = path;
    for (;;) {
      const page = (await this.#call('GET', next)) as {
        readonly rows: readonly T[];
        readonly cursor: string | null;
      };
      rows.push(...page.rows);
      if (page.cursor === null) return rows;
      next = `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(page.cursor)}`;
    }
  }

  async #call(method: Method, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(this.#base + path, {
      method,
      headers: {
        ...(this.#cookie === '' ? {} : { cookie: this.#cookie, 'x-csrf-token': this.#csrf }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (cookie) this.#cookie = cookie;
    const text = await answer.text();
    if (answer.ok) return text === '' ? undefined : JSON.parse(text);
    throw new Error(`${method} ${path}: expected success, found ${answer.status} ${explanation(text)}`);
  }
}

function explanation(text: string): string {
  try {
    const { code, title, detail, at } = JSON.parse(text) as Problem;
    return [code, title, detail, at].filter((part) => part !== undefined).join(': ');
  } catch {
    return text.slice(0, 300);
  }
}
