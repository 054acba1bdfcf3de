import type { DescMethodUnary } from '@bufbuild/protobuf';
import type { Implementation } from './handler';
import { type HttpRule, readHttpRules } from './http-rules';

/** A call at an address. */
export interface RestRoute {
  readonly implementation: Implementation;
  readonly method: DescMethodUnary;
  readonly rule: HttpRule;
  /** The parameters of the path, in their order there. */
  readonly parameters: readonly string[];
  readonly pattern: RegExp;
}

export type RestMatch =
  | { readonly kind: 'found'; readonly route: RestRoute; readonly values: readonly string[] }
  | { readonly kind: 'other_verb'; readonly allowed: readonly string[] }
  | { readonly kind: 'unknown' };

/** Every address of the services, the more literal ones first: `/users/me` is not the user `me`. */
export function restRoutes(implementations: readonly Implementation[]): RestRoute[] {
  const routes = implementations.flatMap((implementation) =>
    implementation.service.methods
      .filter((method): method is DescMethodUnary => method.methodKind === 'unary')
      .flatMap((method) => readHttpRules(method).map((rule) => toRoute(implementation, method, rule))),
  );
  return routes.sort((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1));
}

/** Which call a request is for. A colon may be percent-encoded, as some clients do; values are still encoded. */
export function matchRoute(routes: readonly RestRoute[], verb: string, path: string): RestMatch {
  const plain = path.replace(/%3a/gi, ':');
  const there = routes.filter(({ pattern }) => pattern.test(plain));
  const route = there.find(({ rule }) => rule.verb === verb);
  if (route) return { kind: 'found', route, values: route.pattern.exec(plain)?.slice(1) ?? [] };
  if (there.length === 0) return { kind: 'unknown' };
  return { kind: 'other_verb', allowed: [...new Set(there.map(({ rule }) => rule.verb))].sort() };
}

function toRoute(implementation: Implementation, method: DescMethodUnary, rule: HttpRule): RestRoute {
  const parameters = [...rule.template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  if (parameters.some((name) => !/^[\w.]+$/.test(name))) throw new Error(`Cannot route ${rule.template}.`);
  const source = rule.template
    .split(/\{[^}]*\}/)
    .map((literal) => literal.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
    .join('([^/]+)');
  return { implementation, method, rule, parameters, pattern: new RegExp(`^${source}$`) };
}

/** Sorts a parameter behind every letter that could stand in its place, and the end behind what could follow. */
function rankOf({ rule }: RestRoute): string {
  return `${rule.template.replace(/\{[^}]*\}/g, '\uffff')}\uffff`;
}
