'use client';

import { type FormEvent, useId, useState } from 'react';
import type { ConnectionRef } from '@/lib/connections/connection.schema';
import type { PreviewedRole, RolePreview } from '@/lib/connections/preview-roles';
import type { Arrival } from '@/lib/sso/find-latest-arrival';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { RelativeTime } from '../ui/relative-time';
import { Textarea } from '../ui/textarea';
import type { ConnectionActions } from './connection-actions';

export type RolePreviewFormProps = {
  connection: ConnectionRef;
  /** Groups first, then the other attributes that give roles. */
  attributes: readonly string[];
  /** What the latest test brought: it stands in the fields to begin with. */
  arrival: Arrival | null;
  /** The server's clock, as ISO text. */
  now: string;
  previewRoles: ConnectionActions['previewRoles'];
};

/** Answers "which roles would somebody with these groups have, and why?" by the mappings as they were saved. */
export function RolePreviewForm(props: RolePreviewFormProps) {
  const { connection, attributes, arrival, now, previewRoles } = props;
  const id = useId();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [answer, setAnswer] = useState<RolePreview | string | null>(null);
  const textOf = (name: string) => texts[name] ?? arrival?.values[name]?.join('\n') ?? '';
  async function ask(event: FormEvent) {
    event.preventDefault();
    const { organizationId, connectionId } = connection;
    const given = Object.fromEntries(attributes.map((name) => [name, linesOf(textOf(name))]));
    const result = await previewRoles({ organizationId, connectionId, attributes: given });
    setAnswer(result.ok ? result.data : result.error.message);
  }
  return (
    <form onSubmit={(event) => void ask(event)} className="mt-6 flex flex-col gap-3 rounded-md bg-sunk p-4">
      <div>
        <h3 className="font-strong">Preview</h3>
        <p className="text-ink-2 text-sm">
          {arrival ? <FilledIn arrival={arrival} now={now} /> : 'Which roles somebody would have, and why.'}
        </p>
      </div>
      <div className="grid gap-3 tablet:grid-cols-2">
        {attributes.map((name) => (
          <Field key={name} id={`${id}-${name}`} label={name === 'groups' ? 'Their groups' : name}>
            <Textarea
              id={`${id}-${name}`}
              value={textOf(name)}
              rows={2}
              className="min-h-[62px]"
              placeholder={name === 'groups' ? 'Engineering\nEveryone' : 'One a line'}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <div>
        <Button type="submit">Show roles</Button>
      </div>
      <div aria-live="polite">{answer !== null && <Answer answer={answer} />}</div>
    </form>
  );
}

/** Values have commas (the names of groups in LDAP do), so each has its line. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

function FilledIn({ arrival: { email, at }, now }: { arrival: Arrival; now: string }) {
  return (
    <>
      Filled in with what {email ?? 'somebody'} brought to the test{' '}
      <RelativeTime iso={at.toISOString()} now={now} inSentence />.
    </>
  );
}

function Answer({ answer }: { answer: RolePreview | string }) {
  if (typeof answer === 'string') return <p className="text-bad text-sm">{answer}</p>;
  return (
    <>
      <ul className="flex flex-col gap-1">
        {answer.roles.map((role) => (
          <li key={role.roleId} className="wrap-anywhere">
            Would be <strong className="font-strong">{role.displayName}</strong>, {reasonOf(role)}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-3 text-sm">
        Somebody with a role from an invitation, or given by hand, keeps that one.
      </p>
    </>
  );
}

function reasonOf({ because }: PreviewedRole): string {
  const reasons = because.map(
    ({ attribute, value }) => `${attribute === 'groups' ? 'group' : attribute} ${value}`,
  );
  return reasons.length > 0
    ? `because of ${reasons.join(' and ')}.`
    : 'because nothing gives a role: that is the role of new users here.';
}
