import { env } from '@/lib/env';

/** What a browser got when it had followed every redirect within Usher. */
export interface Arrival {
  readonly status: number;
  /** Where it was when it stopped: the address of a page, or one outside of Usher. */
  readonly url: URL;
  readonly body: string;
}

/** Cookies and redirects as a browser does them, without pages. */
export interface Browser {
  readonly cookies: Map<string, string>;
  open(url: string | URL, init?: RequestInit): Promise<Arrival>;
}

/** A browser with the given cookies. It stops at pages and at what is not Usher's. */
export function openBrowser(cookies: Readonly<Record<string, string>> = {}): Browser {
  const jar = new Map(Object.entries(cookies));
  return {
    cookies: jar,
    async open(url, init) {
      let at = new URL(url, env().baseUrl);
      for (let hops = 0; hops < 10; hops += 1) {
        const answer = await fetch(at, {
          ...(hops === 0 && init),
          redirect: 'manual',
          headers: headersOf(jar, init),
        });
        keepCookies(jar, answer);
        const location = answer.headers.get('location');
        if (!location) return { status: answer.status, url: at, body: await answer.text() };
        at = new URL(location, at);
        if (at.origin !== env().baseUrl.origin || isPage(at))
          return { status: answer.status, url: at, body: await answer.text() };
      }
      throw new Error('Redirected for ever.');
    },
  };
}

/** What Next would answer, which is not there. */
function isPage(url: URL): boolean {
  return /^\/(?:interaction|login|logout)\b|^\/$/.test(url.pathname);
}

function headersOf(jar: Map<string, string>, init: RequestInit | undefined): Record<string, string> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return { ...(init?.headers as Record<string, string>), accept: 'text/html', ...(cookie && { cookie }) };
}

function keepCookies(jar: Map<string, string>, answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
}
