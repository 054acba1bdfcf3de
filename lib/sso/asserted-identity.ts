/** What an identity provider says of somebody who has just logged in there, once every proof has been checked. */
export interface AssertedIdentity {
  /** Who it is for good at this connection: the NameID, or `sub` (Entra: `oid` and `tid`). */
  readonly subject: string;
  /** Null: none was asserted. */
  readonly email: string | null;
  /** Whether the protocol's own proof of the address is there; always so for SAML. */
  readonly emailVerified: boolean;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly displayName: string | null;
  readonly picture: string | null;
  readonly locale: string | null;
  readonly phoneNumber: string | null;
  readonly groups: readonly string[];
  /** Everything that arrived, by the provider's own names: for mappings and for the test page. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** A SAML assertion that has passed the gate, before it is used. */
export interface CheckedAssertion {
  readonly identity: AssertedIdentity;
  readonly assertionId: string;
  /** Until when it could be presented again. */
  readonly expiresAt: Date;
  /** The request that it answers; null: nobody asked for it. */
  readonly inResponseTo: string | null;
}

/**
 * The outcome of a gate: what came through, or the name of the step that refused and why, in words for an admin. `steps` are
 * those that were passed on the way, by their names and in their order.
 */
export type Gate<Passed> =
  | { readonly ok: true; readonly passed: Passed; readonly steps?: readonly string[] }
  | {
      readonly ok: false;
      readonly step: string;
      readonly reason: string;
      readonly steps?: readonly string[];
    };
