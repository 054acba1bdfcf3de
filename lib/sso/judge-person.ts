import type { LoginConnection } from '../connections/find-connection';
import { domainOf } from '../users/email-address';
import type { AssertedIdentity, Gate } from './asserted-identity';
import type { AssertedPerson } from './asserting-person';
import type { TakenSsoRequest } from './sso-request';
import { firstRefusal, type Steps } from './steps';

export interface Judgement {
  /** They become a member now. */
  readonly joins: boolean;
  /** The mailbox has to prove first that they are the account of that address. */
  readonly needsProof: boolean;
}

type Request = Pick<TakenSsoRequest, 'invitationId'>;

/** The rules of who comes in by an identity provider, in order; each refusal has the name of its step. Changes nothing. */
export function judgePerson(
  connection: LoginConnection,
  identity: AssertedIdentity,
  person: AssertedPerson,
  request: Request,
): Gate<Judgement> {
  const refusal = firstRefusal(rules, { connection, identity, person, request });
  if (refusal) return refusal;
  const isElsewhere = person.identityUserId === null && person.hasOthers;
  const isAboveIt = person.isGuarded && request.invitationId === null;
  const needsProof = isElsewhere || isAboveIt || !person.accountDomainVerified;
  return { ok: true, passed: { joins: !belongs(person), needsProof }, steps: Object.keys(rules) };
}

interface Facts {
  readonly connection: LoginConnection;
  readonly identity: AssertedIdentity;
  readonly person: AssertedPerson;
  readonly request: Request;
}

const rules: Steps<Facts> = {
  'verified-address': ({ identity, person }) =>
    identity.emailVerified ? null : `The identity provider does not say that ${person.email} is verified.`,
  domain: ({ connection, person }) =>
    person.domainVerified
      ? null
      : `${domainOf(person.emailKey)} is no verified domain of ${connection.organizationName}.`,
  staff: ({ person }) =>
    person.isStaff ? 'Staff of the vendor do not sign in by the identity provider of a customer.' : null,
  subject: ({ identity, person }) =>
    person.isTaken
      ? `The account of ${person.email} belongs to another subject at this identity provider than ${identity.subject}.`
      : null,
  invitation: checkInvitation,
  deactivated: ({ connection, person }) =>
    person.status === 'INACTIVE' ? `${person.email} is deactivated in ${connection.organizationName}.` : null,
  removed: ({ connection, person }) =>
    !belongs(person) && person.isRemoved
      ? `${person.email} was removed from ${connection.organizationName}. Only an invitation brings them back.`
      : null,
  'just-in-time': ({ connection, person }) =>
    belongs(person) || connection.jitEnabled
      ? null
      : `${person.email} is not a member, and this connection makes no accounts.`,
};

function checkInvitation({ person, request }: Facts): string | null {
  if (request.invitationId && request.invitationId !== person.invitationId)
    return `The invitation is for another address than ${person.email}, or it is over.`;
  if (person.invitationEmailKey && person.invitationEmailKey !== person.emailKey)
    return `The invitation is for ${person.invitationEmailKey}, and ${person.email} logged in.`;
  return null;
}

function belongs({ status, invitationId }: AssertedPerson): boolean {
  return status === 'ACTIVE' || invitationId !== null;
}
