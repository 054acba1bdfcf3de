import type { DescMethodUnary, DescService, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import type { Ctx } from '@/lib/authz/context';

/** One call: what it is given has been validated against the descriptor's rules; what it returns becomes the answer. */
export type Handler<M extends DescMethodUnary> = (
  ctx: Ctx,
  request: MessageShape<M['input']>,
) => Promise<MessageInitShape<M['output']>>;

/** The calls of a service that Usher answers, by their names in the descriptor's spelling for code (`createUser`). */
export type Handlers<S extends DescService> = {
  readonly [N in keyof S['method']]?: S['method'][N] extends DescMethodUnary
    ? Handler<S['method'][N]>
    : never;
};

/** A service with its calls, as `services.ts` lists them. */
export interface Implementation {
  readonly service: DescService;
  readonly handlers: Readonly<Record<string, Handler<DescMethodUnary> | undefined>>;
  /** Which of them people make about themselves, with the access token of a login; programs make all others. */
  readonly personal: ReadonlySet<string>;
}

/** Ties calls of programs and of people to their service; only here the types of the calls are given up. */
export function implement<S extends DescService>(
  service: S,
  handlers: Handlers<S>,
  personal: Handlers<S> = {},
): Implementation {
  const all = { ...handlers, ...personal } as Implementation['handlers'];
  return { service, handlers: all, personal: new Set(Object.keys(personal)) };
}
