import type { JWK } from 'jose';
import { Provider } from 'oidc-provider';
import { env } from '@/lib/env';
import { describeError, log } from '@/lib/log';
import { readSigningKeys } from '@/lib/oidc-store/signing-key';
import { configuration } from './configuration';
import { ownMetadata } from './discovery';
import { letFormLead } from './form-post';
import { shapeModels } from './models';
import { providerRequest } from './provider-request';

/** How long a process believes the keys that it read. */
const trustMilliseconds = 60_000;

type Answer = ReturnType<Provider['callback']>;

interface Known {
  readonly answer: Answer;
  readonly keyIds: string;
  readonly readAt: number;
}

let known: Promise<Known> | null = null;

/** How the OpenID provider answers a request, with the keys of the moment; made anew when they change. */
export async function currentProvider(): Promise<Answer> {
  const before = await known?.catch(() => null);
  if (before && performance.now() - before.readAt < trustMilliseconds) return before.answer;
  known = readProvider(before ?? null);
  return (await known).answer;
}

async function readProvider(before: Known | null): Promise<Known> {
  const { all } = await readSigningKeys(providerRequest().ctx);
  const keyIds = all.map((key) => key.id).join(' ');
  const readAt = performance.now();
  if (before?.keyIds === keyIds) return { ...before, readAt };
  return { answer: createProvider(all.map((key) => key.privateJwk)).callback(), keyIds, readAt };
}

function createProvider(keys: readonly JWK[]): Provider {
  const provider = new Provider(env().baseUrl.origin, configuration(keys));
  // Host and the protocol are set from the base URL before anything is answered.
  provider.proxy = true;
  shapeModels(provider);
  provider.use(async (ctx, next) => {
    await next();
    letFormLead(ctx);
    if (ctx.oidc?.route === 'discovery') ctx.body = { ...(ctx.body as object), ...ownMetadata() };
  });
  provider.on('server_error', (_ctx, error) => log.error(describeError(error), 'the OpenID provider failed'));
  return provider;
}
