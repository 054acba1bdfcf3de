import { describe, expect, test } from 'vitest';
import { directoryProviders } from '@/lib/directories/directory.schema';
import { directoryGuideOf } from './directory-guide-of';

describe.each(directoryProviders)('the steps for the directory %s', (provider) => {
  const { steps } = directoryGuideOf(provider);

  test('give the base URL once, say where the secret goes, and have titles of their own', () => {
    const values = steps.flatMap(({ fields = [] }) => fields.map(({ value }) => value));
    expect(values.filter((value) => value === 'baseUrl')).toHaveLength(1);
    expect(JSON.stringify(steps)).toContain('the secret');
    expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length);
  });
});

test('whoever uses Google Workspace is told before anything else what it does not do', () => {
  expect(directoryGuideOf('GOOGLE').notice).toContain('not by a custom SAML app');
});

test('the template for OneLogin is the JSON of a user, in one line', () => {
  const fields = directoryGuideOf('ONELOGIN').steps.flatMap((step) => step.fields ?? []);
  const value = fields.find(({ label }) => label === 'SCIM JSON Template')?.value;
  const text = typeof value === 'object' ? value.text : '';
  expect(text).not.toContain('\n');
  expect(JSON.parse(text)).toMatchObject({ emails: [{ value: '{$user.email}', primary: true }] });
});
