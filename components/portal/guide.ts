/** Something of ours that is pasted at the identity provider. */
export type OwnValue =
  | 'acsUrl'
  | 'acsPattern'
  | 'entityId'
  | 'metadataUrl'
  | 'redirectUri'
  | 'applicationName';

/** One field of the identity provider's console: what it is called there, and what goes into it. */
export interface GuideField<Value extends string = OwnValue> {
  readonly label: string;
  readonly value: Value | { readonly text: string };
}

/** One thing to do in the identity provider's console. */
export interface GuideStep<Value extends string = OwnValue> {
  readonly title: string;
  /** Where in the console, from its menu on. */
  readonly where?: readonly string[];
  readonly text: readonly string[];
  readonly fields?: readonly GuideField<Value>[];
}

/** How an identity provider is told of the application. */
export interface Guide {
  readonly steps: readonly GuideStep[];
  /** What is taken from there to the next page. */
  readonly bring: readonly string[];
  /** How groups arrive, for giving them roles. */
  readonly groups: string;
  /** Where the same application sends people and groups from, too: what leads on to the directory. */
  readonly provisioning?: string;
}

/** The same three attributes and groups, under the names that are understood without any mapping. */
export function attributeFields(names: {
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
}): readonly GuideField[] {
  return [
    { label: names.email, value: { text: 'email' } },
    { label: names.givenName, value: { text: 'given_name' } },
    { label: names.familyName, value: { text: 'family_name' } },
  ];
}
