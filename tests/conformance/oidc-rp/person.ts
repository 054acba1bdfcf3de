/** What somebody presses on the identity provider's page. */
export type Decision = 'continue' | 'cancel';

/** Somebody with a browser, logging in at an identity provider: resolves to where it sends them back to. */
export async function logInAt(
  url: string,
  redirectUri: string,
  decision: Decision = 'continue',
): Promise<string> {
  const jar = new Map<string, string>();
  let request: { readonly at: URL; readonly method: 'GET' | 'POST' } = { at: new URL(url), method: 'GET' };
  for (let hops = 0; hops < 10; hops += 1) {
    const { at, method } = request;
    if (at.href.startsWith(redirectUri)) return at.href;
    const answer = await fetch(at, {
      method,
      redirect: 'manual',
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      ...(method === 'POST' && { body: new URLSearchParams({ answer: decision }) }),
    });
    keepCookies(jar, answer);
    const location = answer.headers.get('location');
    if (location) request = { at: new URL(location, at), method: 'GET' };
    else if (answer.status === 200 && method === 'GET') request = { at, method: 'POST' };
    else throw new Error(`The identity provider answered ${answer.status}: ${await answer.text()}`);
  }
  throw new Error('Redirected for ever.');
}

function keepCookies(jar: Map<string, string>, answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
}
