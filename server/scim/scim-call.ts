import type { Ctx } from '@/lib/authz/context';
import type { ScimRequest } from '@/lib/scim/record-request';

/** One request of a directory: authenticated, and its body is JSON. */
export interface ScimCall {
  readonly ctx: Ctx;
  readonly method: string;
  /** The directory's base URL, with which every location begins. */
  readonly baseUrl: string;
  /** Of the resource that the path names. */
  readonly id: string | null;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** As the log shows it. */
  readonly request: ScimRequest;
  readonly ifMatch: string | null;
  readonly ifNoneMatch: string | null;
  /** The id of what a POST creates, where others call it by that already; null: any. */
  readonly newId: string | null;
  /** Whether nobody waits for the answer any more. */
  readonly isGone: () => boolean;
}

export interface ScimAnswer {
  readonly status: number;
  /** Absent: nothing is sent. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type ScimHandler = (call: ScimCall) => Promise<ScimAnswer>;

/** The methods that an address takes. */
export type ScimMethods = Readonly<Record<string, ScimHandler>>;

/** What stands at `/{name}`, at `/{name}/.search` and, where it has members, at `/{name}/{id}`. */
export interface ScimEndpoint {
  readonly all: ScimMethods;
  readonly search?: ScimMethods;
  readonly one?: ScimMethods;
}

export type ScimEndpoints = Readonly<Record<string, ScimEndpoint>>;
