import { database } from '@/lib/db';
import { completeSignIn, type SignInOutcome } from '@/lib/sign-in/complete-sign-in';
import { cookieName } from '@/server/http/cookies';
import { contextFor } from '@/tests/factories/world';

/** What a browser shows in the end. */
export interface Shown {
  readonly url: URL;
  readonly status: number;
  readonly body: string;
}

/** A browser that follows redirects and presses the one button of each page, at Usher and at identity providers. */
export interface Employee {
  go(url: string | URL): Promise<Shown>;
  /** Sends a form as a page of another site does: without cookies that are Lax. */
  postFromElsewhere(url: string, fields: Readonly<Record<string, string>>): Promise<Shown>;
  cookieOf(origin: string, name: string): string | undefined;
  /** What /auth/callback does with the attempt of this browser. */
  completeSignIn(): Promise<SignInOutcome>;
}

type Jar = Map<string, string>;
type Hop = { readonly url: URL; readonly form?: URLSearchParams };

export function newEmployee(usher: string, cookies: Readonly<Record<string, string>> = {}): Employee {
  const jars = new Map<string, Jar>([[usher, new Map(Object.entries(cookies))]]);
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map();
    jars.set(origin, jar);
    return jar;
  };
  async function travel(first: Hop): Promise<Shown> {
    let hop = first;
    for (let hops = 0; hops < 25; hops += 1) {
      const isCrossSitePost = hop.form !== undefined && hops > 0;
      const answer = await send(hop, isCrossSitePost ? new Map() : jarOf(hop.url.origin));
      keepCookies(jarOf(hop.url.origin), answer);
      const body = await answer.text();
      const next = nextHop(hop.url, answer, body);
      // A form of Usher's own page is a decision, which nobody takes here.
      const isAsked = next?.form !== undefined && next.url.origin === usher && hop.url.origin === usher;
      if (!next || isAsked || (hop.url.origin === usher && hop.url.pathname === '/auth/callback'))
        return { url: hop.url, status: answer.status, body };
      hop = next;
    }
    throw new Error('Sent on for ever.');
  }
  return {
    go: (url) => travel({ url: new URL(url, usher) }),
    postFromElsewhere: async (url, fields) => {
      const answer = await send({ url: new URL(url), form: new URLSearchParams(fields) }, new Map());
      const next = nextHop(new URL(url), answer, await answer.text());
      return travel(next ?? { url: new URL('/', usher) });
    },
    cookieOf: (origin, name) => jarOf(origin).get(name),
    completeSignIn: () => {
      const attemptSecret = jarOf(usher).get(cookieName('attempt')) ?? '';
      return completeSignIn(contextFor(database(), undefined, new Date()), { attemptSecret });
    },
  };
}

function send({ url, form }: Hop, jar: Jar): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return fetch(url, {
    redirect: 'manual',
    headers: { accept: 'text/html', ...(cookie && { cookie }) },
    ...(form && { method: 'POST', body: form }),
  });
}

/** Where the answer leads by itself, or by its one form. */
function nextHop(at: URL, answer: Response, body: string): Hop | null {
  const location = answer.headers.get('location');
  if (location) return { url: new URL(location, at) };
  const refresh = /^0; url=(.+)$/.exec(answer.headers.get('refresh') ?? '')?.[1];
  if (refresh) return { url: new URL(refresh, at) };
  const action = /<form[^>]*\baction="([^"]*)"/i.exec(body)?.[1];
  if (action === undefined || answer.status !== 200) return null;
  const form = new URLSearchParams();
  for (const [input] of body.matchAll(/<(?:input|button)\b[^>]*>/gi)) {
    const name = /\bname="([^"]*)"/i.exec(input)?.[1];
    if (name) form.set(name, plainOf(/\bvalue="([^"]*)"/i.exec(input)?.[1] ?? ''));
  }
  return { url: new URL(plainOf(action), at), form };
}

function plainOf(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot));/gi, (_, decimal, hex, name) =>
    name ? (named[name] ?? '') : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  );
}

function keepCookies(jar: Jar, answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
    jar.set(name, value);
  }
}
