import { z } from 'zod';
import { accessTokenSeconds, addressesMaximum, applicationTypes } from './application';
import { type ApplicationAddresses, findAddressProblems } from './application-address';
import { clientNameSchema, clientRefSchema } from './client.schema';

const addressesSchema = z
  .array(z.string().trim().min(1, 'Enter an address, or take this line away.'))
  .max(addressesMaximum, `At most ${addressesMaximum} addresses.`);

const secondsSentence = `Between ${accessTokenSeconds.least} and ${accessTokenSeconds.most} seconds: so long at most somebody who was removed can go on.`;

export const applicationSettingsSchema = z.object({
  name: clientNameSchema,
  /** Where people are sent with a code. */
  redirectUris: addressesSchema,
  postLogoutRedirectUris: addressesSchema,
  backChannelLogoutUris: addressesSchema,
  /** Where a sign-in begins that the application did not begin (OpenID Connect Core section 4). */
  initiateLoginUri: z
    .string()
    .trim()
    .nullable()
    .transform((text) => text || null),
  /** Null: as long as they may be. */
  accessTokenSeconds: z
    .int({ error: secondsSentence })
    .min(accessTokenSeconds.least, secondsSentence)
    .max(accessTokenSeconds.most, secondsSentence)
    .nullable(),
  pkceRequired: z.boolean(),
  apiAccess: z.boolean(),
});

const typeSchema = z.enum(applicationTypes);

/** What is not given: no addresses, and for `pkceRequired` and `apiAccess` what suits the type. */
export const registerApplicationSchema = applicationSettingsSchema
  .partial()
  .extend({ name: clientNameSchema, type: typeSchema })
  .superRefine(({ type, ...addresses }, context) => refuseAddresses(type, addresses, context));

/** What is not given stays as it is; whether the addresses suit the application's type is for the use case to say. */
export const updateApplicationSchema = applicationSettingsSchema
  .partial()
  .extend(clientRefSchema.pick({ clientId: true }).shape);

/** The addresses of an application of a type, for a form. */
export function applicationAddressesSchema(type: z.output<typeof typeSchema>) {
  return applicationSettingsSchema
    .pick({
      redirectUris: true,
      initiateLoginUri: true,
      postLogoutRedirectUris: true,
      backChannelLogoutUris: true,
    })
    .superRefine((addresses, context) => refuseAddresses(type, addresses, context));
}

function refuseAddresses(
  type: z.output<typeof typeSchema>,
  addresses: { readonly [U in keyof ApplicationAddresses]?: ApplicationAddresses[U] | undefined },
  context: z.RefinementCtx,
): void {
  for (const [path, message] of Object.entries(findAddressProblems(type, addresses))) {
    context.addIssue({ code: 'custom', path: path.split('.'), message });
  }
}

export type RegisterApplicationInput = z.output<typeof registerApplicationSchema>;
export type UpdateApplicationInput = z.output<typeof updateApplicationSchema>;
