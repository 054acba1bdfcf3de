import type { LoginConnection } from '../connections/find-connection';
import { domainOf } from '../users/email-address';
import type { AssertedIdentity, Gate } from './asserted-identity';
import type { AssertedPerson } from './asserting-person';
import type { TakenSsoRequest } from './sso-request';

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
  if (!identity.emailVerified)
    return refused(
      'verified-address',
      `The identity provider does not say that ${person.email} is verified.`,
    );
  if (!person.domainVerified)
    return refused(
      'domain',
      `${domainOf(person.emailKey)} is no verified domain of ${connection.organizationName}.`,
    );
  if (person.isStaff)
    return refused('staff', 'Staff of the vendor do not sign in by the identity provider of a customer.');
  if (person.isTaken)
    return refused(
      'subject',
      `The account of ${person.email} belongs to another subject at this identity provider than ${identity.subject}.`,
    );
  if (request.invitationId && request.invitationId !== person.invitationId)
    return refused(
      'invitation',
      `The invitation is for another address than ${person.email}, or it is over.`,
    );
  if (person.invitationEmailKey && person.invitationEmailKey !== person.emailKey)
    return refused(
      'invitation',
      `The invitation is for ${person.invitationEmailKey}, and ${person.email} logged in.`,
    );
  if (person.status === 'INACTIVE')
    return refused('deactivated', `${person.email} is deactivated in ${connection.organizationName}.`);
  const isElsewhere = person.identityUserId === null && person.hasOthers;
  const belongs = person.status === 'ACTIVE' || person.invitationId !== null;
  if (!belongs && person.isRemoved)
    return refused(
      'removed',
      `${person.email} was removed from ${connection.organizationName}. Only an invitation brings them back.`,
    );
  if (!belongs && !connection.jitEnabled)
    return refused('just-in-time', `${person.email} is not a member, and this connection makes no accounts.`);
  return {
    ok: true,
    passed: { joins: !belongs, needsProof: isElsewhere || !person.accountDomainVerified },
  };
}

function refused(step: string, reason: string): Gate<Judgement> {
  return { ok: false, step, reason };
}
