import type { IncomingMessage, ServerResponse } from 'node:http';
import { currentProvider } from './provider';
import { type ProviderRequest, withProviderRequest } from './provider-request';

/** Has the provider answer a request, with what is known of it already. */
export async function answerByProvider(
  known: ProviderRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await withProviderRequest(known, async () => {
    const answer = await currentProvider();
    await answer(request, response);
  });
}

/** The same request with another form as its body, after the one that came with it was read. */
export function replayed(request: IncomingMessage, form: string): IncomingMessage {
  const body = Buffer.from(form);
  const { authorization: _, 'transfer-encoding': __, ...headers } = request.headers;
  return Object.create(request, {
    headers: {
      value: {
        ...headers,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(body.length),
      },
    },
    readable: { value: true },
    iterator: { value: () => [body] },
  });
}
