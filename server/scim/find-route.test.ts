import { expect, test } from 'vitest';
import { serviceProviderConfig } from '@/lib/scim/discovery';
import { ScimError } from '@/lib/scim/scim-error';
import { findRoute } from './find-route';

test('what a directory is told of bulk requests is so', () => {
  const { bulk } = serviceProviderConfig('https://usher.example.com');
  expect(bulk).toMatchObject({ supported: isAnswered('Bulk', 'POST') });
});

function isAnswered(path: string, method: string): boolean {
  try {
    findRoute(path, method);
    return true;
  } catch (error) {
    if (error instanceof ScimError) return false;
    throw error;
  }
}
