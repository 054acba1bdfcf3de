import { describe, expect, test } from 'vitest';
import { nextStep, whatBegins, whatEnds } from './domain-words';

describe('the words of a domain', () => {
  test('ask for nothing where it is verified, and for its record everywhere else', () => {
    expect(nextStep({ state: 'verified' })).toBeNull();
    for (const state of ['pending', 'failed', 'lapsed'] as const)
      expect(nextStep({ state })).toMatch(/\brecord\b/);
  });

  test('say what ends with it: nothing of what an unproven one never began', () => {
    expect(whatEnds({ type: 'ORGANIZATION_DOMAIN', state: 'pending' })).toHaveLength(1);
    expect(whatEnds({ type: 'ORGANIZATION_DOMAIN', state: 'lapsed' }).join()).toContain('identity provider');
    expect(whatEnds({ type: 'ALLOWED_EMAIL_DOMAIN', state: 'verified' }).join()).toContain('joins');
  });

  test('say what begins with it on the word of somebody, by what it is for', () => {
    expect(whatBegins({ type: 'ORGANIZATION_DOMAIN' }).join()).toContain('identity provider');
    expect(whatBegins({ type: 'ALLOWED_EMAIL_DOMAIN' }).join()).toContain('may join');
  });
});
