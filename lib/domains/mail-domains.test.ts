import { describe, expect, test } from 'vitest';
import { isDisposableDomain, isPublicDomain } from './mail-domains';

describe('a mail domain', () => {
  test.each(['gmail.com', 'outlook.com', 'gmx.de', 'proton.me', '163.com'])('%s is public', (domain) => {
    expect(isPublicDomain(domain)).toBe(true);
  });

  test.each(['example.com', 'mail.gmail.com', 'notgmail.com', 'gmail.com.example.com'])(
    '%s is not public',
    (domain) => {
      expect(isPublicDomain(domain)).toBe(false);
    },
  );

  test.each(['mailinator.com', 'yopmail.com', 'anything.mailinator.com', 'a.b.mailinator.com'])(
    '%s gives throw-away addresses',
    (domain) => {
      expect(isDisposableDomain(domain)).toBe(true);
    },
  );

  test.each(['example.com', 'acme-mailinator.com', 'mailinator.com.example.com', 'com'])(
    '%s does not give throw-away addresses',
    (domain) => {
      expect(isDisposableDomain(domain)).toBe(false);
    },
  );
});
