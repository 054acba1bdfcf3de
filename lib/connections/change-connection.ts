import type { Prisma } from '@/prisma/generated/client';
import { recordAudit } from '../audit/record';
import { whatChanged } from '../audit/what-changed';
import type { Ctx } from '../authz/context';
import type { Transaction } from '../db';
import { refuseField } from '../errors';
import { describeCertificate, insertCertificates } from './add-certificates';
import { checkAddresses, checkIssuer, checkTenant } from './check-addresses';
import type { UpdateConnectionInput } from './connection.schema';
import type { ConnectionRecord } from './connection-record';
import { sealClientSecret } from './connection-secrets';
import { explainConnectionWrite } from './create-connection';
import { forgetSubjects } from './forget-subjects';
import { isAboutWhoVouches, noteWhoVouches } from './guard-connection';
import { keepComplete } from './keep-complete';
import { connectionTarget, lockConnection } from './lock-connection';
import type { ParsedCertificate } from './parse-certificates';

/** What is stored of a connection beside its settings. */
type Plain = Pick<
  ConnectionRecord,
  'provider' | 'name' | 'keyId' | 'attributeMapping' | 'jitEnabled' | 'syncProfile'
>;

/**
 * Writes what is given of a connection's settings, with certificates beside those that are there, in one transaction:
 * what `updateConnection` and `applyMetadata` promise. Public: they have authorised.
 */
export async function changeConnection(
  ctx: Ctx,
  input: UpdateConnectionInput,
  certificates: readonly ParsedCertificate[],
): Promise<void> {
  checkAddresses('saml', addressesOf(input.saml));
  checkAddresses('oidc', addressesOf(input.oidc));
  checkIssuer(input.oidc?.issuer);
  try {
    await ctx.db.$transaction((tx) => change(tx, ctx, input, certificates));
  } catch (error) {
    explainConnectionWrite(error);
  }
}

async function change(
  tx: Transaction,
  ctx: Ctx,
  input: UpdateConnectionInput,
  certificates: readonly ParsedCertificate[],
): Promise<void> {
  const before = await lockConnection(tx, input);
  const changed = whatChanged<Partial<Plain>>(before, plainOf(input, before));
  const settings = whatChanged<object>(before.settings, given(settingsOf(input, before)));
  const secret = input.clientSecret || null;
  const added = certificates.length > 0 ? await insertCertificates(tx, ctx, before, certificates) : [];
  if (!changed && !settings && !secret && added.length === 0) return;
  const data = {
    ...changed?.after,
    ...(settings && { settings: { ...before.settings, ...settings.after } }),
    ...(secret && { secretSealed: sealClientSecret(secret) }),
    updatedAt: ctx.now,
  } as Prisma.ConnectionUncheckedUpdateInput;
  await tx.connection.update({ where: { id: before.connectionId }, data, select: { id: true } });
  const after = await keepComplete(tx, before);
  checkTenant(after);
  const forgotten = await forgetSubjects(tx, before, after);
  if (added.length > 0 || isAboutWhoVouches({ ...changed?.after, ...settings?.after }))
    await noteWhoVouches(tx, ctx, after);
  await recordAudit(tx, ctx, {
    action: 'connection.updated',
    organizationId: input.organizationId,
    target: connectionTarget(after),
    changes: {
      before: { ...changed?.before, ...settings?.before },
      after: {
        ...changed?.after,
        ...settings?.after,
        ...(secret && { clientSecret: 'changed' }),
        ...(added.length > 0 && { certificatesAdded: added.map(describeCertificate) }),
        ...(forgotten > 0 && { identitiesForgotten: forgotten }),
      },
    },
  });
}

/** An attribute whose name of theirs is empty has the usual one, and is not kept. */
function plainOf(input: UpdateConnectionInput, before: ConnectionRecord): Partial<Plain> {
  const { provider, name, keyId, jitEnabled, syncProfile } = input;
  const pairs = Object.entries(input.attributeMapping ?? before.attributeMapping);
  const attributeMapping = Object.fromEntries(pairs.filter(([, theirs]) => theirs !== ''));
  return given({ provider, name, keyId, jitEnabled, syncProfile, attributeMapping });
}

function settingsOf(input: UpdateConnectionInput, before: ConnectionRecord): object {
  const other = before.type === 'SAML' ? input.oidc : input.saml;
  if (other) refuseField('type', 'These are settings of another kind of connection.');
  if (before.type === 'SAML' && input.clientSecret)
    refuseField('clientSecret', 'A SAML connection has no client secret.');
  return (before.type === 'SAML' ? input.saml : input.oidc) ?? {};
}

/** Without what was not given. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<Fields>;
}

type Given<Fields> = { [K in keyof Fields]?: Exclude<Fields[K], undefined> };

/** Everything of the settings that is an address; an entity id and an issuer are names, though they look like one. */
function addressesOf(settings: object | undefined): Record<string, string | null> {
  const addresses = Object.entries(settings ?? {}).filter(([name]) =>
    /(?:Url|Uri|Endpoint)$|^issuer$/.test(name),
  );
  return Object.fromEntries(addresses);
}
