import type { JWK } from 'jose';
import { Provider } from 'oidc-provider';
import { env } from '@/lib/env';
import { describeError, log } from '@/lib/log';
import { type KnownKeys, knownKeys } from '@/lib/oidc-store/known-keys';
import { configuration } from './configuration';
import { ownMetadata } from './discovery';
import { letFormLead } from './form-post';
import { shapeModels } from './models';
import { providerRequest } from './provider-request';

type Answer = ReturnType<Provider['callback']>;

let made: { readonly keys: KnownKeys; readonly answer: Answer } | null = null;

/** How the OpenID provider answers a request, with the keys of the moment; made anew when they change. */
export async function currentProvider(): Promise<Answer> {
  const keys = await knownKeys(providerRequest().ctx);
  if (made?.keys !== keys) made = { keys, answer: createProvider(keys.privateJwks).callback() };
  return made.answer;
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
