import type { LoginConnection } from '@/lib/connections/find-connection';
import { checksOfSteps, type StepWords, wordsOfStep } from '@/lib/login-log/step-words';
import type { AssertedIdentity } from '@/lib/sso/asserted-identity';
import type { ConnectionTest, TestedRole } from '@/lib/sso/connection-test';
import { escapeHtml } from '../http/escape-html';
import type { PlainPage } from '../http/plain-page';
import { cross, hourglass, tick } from './icons';

const outcomes: Readonly<Record<NonNullable<ConnectionTest['outcome']>, string>> = {
  joins: 'A login like this makes an account and a membership.',
  'signs-in': 'A login like this signs a member in.',
  'accepts-invitation': 'A login like this accepts the invitation that is open, with its role.',
  'proves-mailbox':
    'This person belongs to other organizations, too: at the first login a mail asks them to confirm that it is they.',
};

/**
 * The page of the pop-up: whether a login would come through, what would come of it and why, what was checked, and what
 * arrived. Everything that arrived is escaped. It tells the page that opened it, which is another window by now.
 */
export function describeTest(connection: LoginConnection, test: ConnectionTest | null): PlainPage {
  if (!test) return underWay(connection);
  const isPassed = test.state === 'SUCCESS';
  const title = isPassed ? 'It works' : 'A login like this is refused';
  const lead = isPassed && test.outcome ? outcomes[test.outcome] : `Refused at: ${labelOf(test)}.`;
  const head = headOf({ title, lead: `${lead} Nothing was changed by this test.`, isPassed });
  const parts = [
    head,
    refusal(test),
    roles(test),
    person(test),
    checks(test),
    arrived(test),
    actions(connection),
  ];
  return { title, content: parts.join('\n'), isWide: true, script };
}

/** Whoever looks at the connection follows this address. Some browsers let no script close what came from elsewhere. */
const script = `new BroadcastChannel(location.pathname).postMessage('ended');
const close = document.getElementById('close');
close.hidden = false;
close.addEventListener('click', () => {
  window.close();
  document.getElementById('hint').hidden = false;
});`;

function underWay(connection: LoginConnection): PlainPage {
  const lead = 'Finish it at your identity provider, and come back here.';
  const content = `<div class="head"><span class="mark wait">${hourglass}</span><div><h1>The test is under way</h1><p class="lead">${lead}</p></div></div>`;
  return {
    title: 'The test is under way',
    content: `${content}${actions(connection)}`,
    isWide: true,
    script,
  };
}

function headOf(page: { readonly title: string; readonly lead: string; readonly isPassed: boolean }): string {
  const mark = page.isPassed
    ? `<span class="mark ok">${tick}</span>`
    : `<span class="mark bad">${cross}</span>`;
  return `<div class="head">${mark}<div><h1>${page.title}</h1><p class="lead">${escapeHtml(page.lead)}</p></div></div>`;
}

function labelOf({ step }: ConnectionTest): string {
  return wordsOfStep(step ?? '').label;
}

function refusal({ reason, step }: ConnectionTest): string {
  if (!step) return '';
  const { fix } = wordsOfStep(step);
  const advice = fix ? `<p><strong>What to do:</strong> ${escapeHtml(fix)}</p>` : '';
  return `<div class="note"><p>${escapeHtml(reason ?? '')}</p>${advice}</div>`;
}

function roles({ roles: given }: ConnectionTest): string {
  if (given.length === 0) return '';
  const list = given.map((role) => `<li>${describeRole(role)}</li>`).join('');
  return `<h2>${given.length > 1 ? 'Roles' : 'Role'}</h2><ul>${list}</ul>`;
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

/** What we call what we know of a person, in the order in which it is shown. */
const names: Readonly<Record<Exclude<keyof AssertedIdentity, 'attributes'>, string>> = {
  email: 'Email address',
  emailVerified: 'Address verified',
  givenName: 'First name',
  familyName: 'Last name',
  displayName: 'Display name',
  groups: 'Groups',
  locale: 'Language',
  phoneNumber: 'Telephone',
  picture: 'Picture',
  subject: 'Lasting id',
};

function person({ identity }: ConnectionTest): string {
  if (!identity) return '';
  const rows = (Object.keys(names) as (keyof typeof names)[]).map(
    (name) => [names[name], textOf(identity[name])] as const,
  );
  return `<h2>Who it is</h2>${list(rows.filter(([, text]) => text !== ''))}`;
}

function textOf(value: AssertedIdentity[keyof typeof names]): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' ? value : (value ?? []).join(', ');
}

function checks(test: ConnectionTest): string {
  const refused = test.step ? labelOf(test) : null;
  const passed = checksOfSteps(test.steps).filter(({ label }) => label !== refused);
  const items = passed.map((check) => `<li>${tick}${describeCheck(check)}</li>`);
  if (test.step) items.push(`<li class="refused">${cross}${describeCheck(wordsOfStep(test.step))}</li>`);
  return items.length > 0 ? `<h2>What was checked</h2><ul class="checks">${items.join('')}</ul>` : '';
}

function describeCheck({ label, about }: StepWords): string {
  const hint = about ? `<small>${escapeHtml(about)}</small>` : '';
  return `<span>${escapeHtml(label)}${hint}</span>`;
}

function arrived({ identity }: ConnectionTest): string {
  const given = Object.entries(identity?.attributes ?? {}).map(
    ([name, values]) => [name, values.join(', ')] as const,
  );
  if (given.length === 0) return '';
  return `<details><summary>What arrived, by the names of the identity provider</summary>${list(given)}</details>`;
}

function list(rows: readonly (readonly [string, string])[]): string {
  const items = rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>${items.join('')}</dl>`;
}

function actions({ id }: LoginConnection): string {
  return `<div class="actions"><button class="button primary" id="close" hidden>Close</button>
<a class="button" href="/sso/v1/oidc/${id}/test">Test again</a>
<a class="button ghost" href="/sso/v1/oidc/${id}/test?anew">Test as somebody else</a></div>
<p class="quiet" id="hint" hidden>Your browser does not let a page close itself here: close the window yourself.</p>`;
}
