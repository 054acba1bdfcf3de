import { describe, expect, test } from 'vitest';
import type { MailContent, MailFrame } from '@/lib/mail/mail-content';
import { mailSubject, renderMail } from './render';

const frame: MailFrame = {
  applicationName: 'Northwind',
  supportAddress: 'help@example.com',
  fromName: 'Northwind',
  fromAddress: 'no-reply@example.com',
};
const action = 'https://usher.example.com/invite/1574031694233860891.1.mac';
const links = { action };

function invitation(changes: Record<string, unknown> = {}): MailContent {
  return {
    ...frame,
    kind: 'invitation',
    organizationName: 'Acme Robotics',
    inviterName: 'Priya Raman',
    roleNames: 'Member',
    invitationId: 'inv_1574031694233860891',
    generation: 1,
    expiresAt: '2026-12-07T23:30:00Z',
    ...changes,
  };
}

function confirmation(confirmsLoginOf = 'Acme Robotics'): MailContent {
  const link = { linkId: 'lnk_1', expiresAt: '2026-12-07T23:30:00Z' };
  return { ...frame, kind: 'sign_in_link', ...link, confirmsLoginOf };
}

const every: MailContent[] = [
  invitation(),
  invitation({ kind: 'invitation_reminder' }),
  { ...frame, kind: 'sign_in_link', linkId: 'lnk_1', expiresAt: '2026-12-07T23:30:00Z' },
  confirmation(),
  {
    ...frame,
    kind: 'join_link',
    linkId: 'jlk_1',
    organizationNames: ['Acme Robotics'],
    expiresAt: '2026-12-07T23:30:00Z',
  },
  {
    ...frame,
    kind: 'renewal_request',
    organizationId: 'org_1',
    organizationName: 'Acme Robotics',
    inviteeEmail: 'ada@example.com',
  },
  {
    ...frame,
    kind: 'passwordless',
    requestId: 'r',
    template: 'SIGNIN',
    linkUri: 'https://app.example.com/verify',
    expiresAt: '2026-12-07T23:30:00Z',
    variables: [['team_name', 'Robots']],
  },
  {
    ...frame,
    kind: 'certificate_expiry',
    organizationId: 'org_1',
    organizationName: 'Acme Robotics',
    connectionId: 'conn_1',
    connectionName: 'Okta (SAML)',
    certificateName: 'CN=idp',
    expiresAt: '2026-12-07T23:30:00Z',
  },
  {
    ...frame,
    kind: 'connection_change',
    change: 'changed',
    organizationId: 'org_1',
    organizationName: 'Acme Robotics',
    connectionId: 'conn_1',
    connectionName: 'Okta (SAML)',
    actorName: 'Priya Raman',
    changedAt: '2026-12-07T23:30:00Z',
  },
  { ...frame, kind: 'staff_welcome', inviterName: 'Priya Raman', staffRole: 'SUPPORT' },
];

describe.each(every.map((content) => [content.kind, content] as const))('the mail %s', (_, content) => {
  test('says where its button leads in both versions, and names the application and support', async () => {
    const { subject, html, text } = await renderMail(content, links);
    expect(html.split(`href="${action}"`)).toHaveLength(3);
    expect(text.split('\n')).toContain(action);
    for (const version of [html, text]) {
      expect(version).toContain('Northwind');
      expect(version).toContain('help@example.com');
    }
    expect(subject.length).toBeGreaterThan(5);
    expect(subject).toBe(mailSubject(content));
  });

  test('has the same bytes whenever it is rendered', async () => {
    const [first, second] = await Promise.all([renderMail(content, links), renderMail(content, links)]);
    expect(second).toEqual(first);
  });

  test('fetches nothing from anywhere and runs nothing', async () => {
    const { html } = await renderMail(content, links);
    expect(html).not.toMatch(/<(?:script|img|link|iframe|form|video|object)\b|url\(|@import/i);
  });
});

describe('an invitation', () => {
  test('names the organization, the inviter, the role and the last day in UTC', async () => {
    const { subject, html, text } = await renderMail(invitation(), links);
    expect(subject).toBe('Join Acme Robotics on Northwind');
    for (const version of [html, text]) {
      expect(version).toContain('Priya Raman invited you');
      expect(version).toContain('Member');
      expect(version).toContain('7 December 2026');
      expect(version).toContain('Not expecting this?');
    }
    expect(text).toMatch(/^Open until: +7 December 2026$/m);
  });

  test('says roles when there are several, and nothing of support when there is no address', async () => {
    const { html, text } = await renderMail(
      invitation({ roleNames: 'Admin, Billing', supportAddress: null }),
      links,
    );
    expect(text).toMatch(/^Roles: +Admin, Billing$/m);
    expect(text + html).not.toContain('Questions?');
  });
});

test('a login at an identity provider is confirmed in its own browser, and the mail says whose it is', async () => {
  const { subject, html, text } = await renderMail(confirmation(), links);
  expect(subject).toBe('Confirm your login to Northwind');
  for (const version of [html, text]) {
    expect(version).toContain('identity provider of Acme Robotics');
    expect(version).not.toContain('any browser');
  }
  const named = await renderMail(confirmation('www.evil.example'), links);
  expect(named.text).not.toContain('www.evil');
});

describe('a name that people typed', () => {
  test('brings no HTML into a mail', async () => {
    const name = '<img src=x onerror=alert(1)>"\'&amp;<a href="https://evil.example">';
    const { html } = await renderMail(invitation({ organizationName: name, inviterName: name }), links);
    expect(html).not.toMatch(/<img|<a href="https:\/\/evil/i);
    expect(html).toContain('&lt;img');
  });

  test('brings no line of its own into subject or text', async () => {
    const name = 'Acme\r\nBcc: victim@example.com\u2028\u0000\u0085 Ltd';
    const { subject, text } = await renderMail(invitation({ organizationName: name }), links);
    expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    expect(text).not.toMatch(/^Bcc/m);
  });

  test.each(['www.evil.example', 'http://evil.example/login', 'evil.example', 'Call me@evil.example now'])(
    'is no link in any mail program: %s',
    async (name) => {
      const { html, text } = await renderMail(invitation({ organizationName: name }), links);
      const visible = html.replace(/<title>.*?<\/title>/, '') + text;
      expect(visible).not.toMatch(/www\.evil|https?:\/\/evil|evil\.example|@evil/);
    },
  );

  test('keeps a full stop at its end, and cannot turn the text around', async () => {
    const { text } = await renderMail(
      invitation({ organizationName: 'Acme Inc. \u202egro.live\u202c' }),
      links,
    );
    expect(text).toContain('Join Acme Inc. gro');
    expect(text).not.toMatch(/[\u202a-\u202e]/);
  });

  test('is cut at 100 characters', async () => {
    const { subject } = await renderMail(invitation({ organizationName: 'x'.repeat(5000) }), links);
    expect(subject).toBe(`Join ${'x'.repeat(99)}… on Northwind`);
  });
});
