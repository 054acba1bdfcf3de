import type { LoginConnection } from '@/lib/connections/find-connection';
import type { ConnectionTest, TestedRole } from '@/lib/sso/connection-test';
import { escapeHtml } from '../http/escape-html';
import { plainPage } from '../http/plain-page';

const outcomes: Readonly<Record<NonNullable<ConnectionTest['outcome']>, string>> = {
  joins: 'A login like this makes an account and a membership.',
  'signs-in': 'A login like this signs a member in.',
  'accepts-invitation': 'A login like this accepts the invitation that is open, with its role.',
  'proves-mailbox':
    'This person belongs to other organizations, too: at the first login a mail asks them to confirm that it is they.',
};

/** The page of the pop-up: what arrived, and what a login with it would do. Everything that arrived is escaped. */
export function describeTest(connection: LoginConnection, test: ConnectionTest | null): string {
  if (!test) return plainPage('The test is under way', '<p>Finish it at your identity provider.</p>');
  const parts = [test.state === 'SUCCESS' ? success(test) : failure(test), arrived(test), again(connection)];
  return plainPage(test.state === 'SUCCESS' ? 'It works' : 'A login like this is refused', parts.join('\n'));
}

function success({ outcome, roles }: ConnectionTest): string {
  const list = roles.map((role) => `<li>${describeRole(role)}</li>`).join('');
  const given = list ? `${heading('Roles')}<ul>${list}</ul>` : '';
  return `<p>${outcome ? outcomes[outcome] : ''} Nothing was changed by this test.</p>${given}`;
}

function describeRole({ displayName, source, reason }: TestedRole): string {
  const why = reason ? `${whys[source]}: ${reason}` : whys[source];
  return `<strong>${escapeHtml(displayName)}</strong>, ${escapeHtml(why)}`;
}

const whys: Readonly<Record<TestedRole['source'], string>> = {
  SSO: 'because of what arrived',
  DIRECTORY: 'because of the directory',
  INVITATION: 'because the invitation says so, which no login changes',
  MANUAL: 'because somebody gave it by hand, which no login changes',
  DEFAULT: 'because no mapping fits: the role of new users',
};

function failure({ step, reason }: ConnectionTest): string {
  return `<p>${escapeHtml(reason ?? '')}</p><p>It was refused at the step <code>${escapeHtml(step ?? '')}</code>.</p>`;
}

function arrived({ identity }: ConnectionTest): string {
  if (!identity) return '';
  const { attributes, groups, ...known } = identity;
  const rows = [
    ...Object.entries(known).filter(([, value]) => value !== null),
    ...(groups.length > 0 ? [['groups', groups.join(', ')] as const] : []),
  ];
  const given = Object.entries(attributes).map(([name, values]) => [name, values.join(', ')] as const);
  return `${heading('What was understood')}${table(rows)}${heading('What arrived')}${table(given)}`;
}

function heading(text: string): string {
  return `<h2 style="margin: 2rem 0 .5rem; font-size: 1rem">${text}</h2>`;
}

function table(rows: readonly (readonly [string, unknown])[]): string {
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th style="text-align: left; padding: .25rem 1rem .25rem 0; min-width: 7rem; vertical-align: top; font-weight: 500; overflow-wrap: anywhere">${escapeHtml(name)}</th><td style="padding: .25rem 0; vertical-align: top; overflow-wrap: anywhere">${escapeHtml(String(value))}</td></tr>`,
  );
  return `<table style="border-collapse: collapse">${cells.join('')}</table>`;
}

function again({ id }: LoginConnection): string {
  return `<p><a href="/sso/v1/oidc/${id}/test">Test again</a></p>`;
}
