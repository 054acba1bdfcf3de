import { describe, expect, test } from 'vitest';
import { connectionProviders, connectionTypes } from '@/lib/connections/connection.schema';
import type { OwnValue } from './guide';
import { guideOf } from './guide-of';

const pairs = connectionProviders.flatMap((provider) =>
  connectionTypes.map((type) => [provider, type] as const),
);

describe.each(pairs)('the steps for %s by %s', (provider, type) => {
  const { steps, bring } = guideOf(provider, type);
  const values = steps.flatMap(({ fields = [] }) => fields.map(({ value }) => value));

  test('give everything that the identity provider must be told, and nothing of the other protocol', () => {
    const needed: OwnValue[] = type === 'SAML' ? ['acsUrl', 'entityId'] : ['redirectUri'];
    const foreign: OwnValue[] = type === 'SAML' ? ['redirectUri'] : ['acsUrl', 'entityId', 'metadataUrl'];
    for (const value of needed) expect(values).toContain(value);
    for (const value of foreign) expect(values).not.toContain(value);
  });

  test('say what to bring back, and have titles of their own', () => {
    expect(bring.length).toBeGreaterThan(0);
    expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length);
  });
});

test('an OpenID connection to Entra is told to send the claim without which its addresses are not verified', () => {
  const { steps } = guideOf('MICROSOFT_AD', 'OIDC');
  expect(JSON.stringify(steps)).toContain('xms_edov');
});
