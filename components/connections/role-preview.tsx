'use client';

import { type FormEvent, useId, useState } from 'react';
import type { ConnectionRef } from '@/lib/connections/connection.schema';
import type { RolePreview } from '@/lib/connections/preview-roles';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import type { ConnectionActions } from './connection-actions';

export type RolePreviewFormProps = {
  connection: ConnectionRef;
  previewRoles: ConnectionActions['previewRoles'];
};

/** Answers "which roles would somebody in these groups have, and why?" by the mappings as they were saved. */
export function RolePreviewForm({ connection, previewRoles }: RolePreviewFormProps) {
  const id = useId();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<RolePreview | string | null>(null);
  const { organizationId, connectionId } = connection;
  async function ask(event: FormEvent) {
    event.preventDefault();
    const groups = text
      .split(',')
      .map((group) => group.trim())
      .filter(Boolean);
    const result = await previewRoles({ organizationId, connectionId, attributes: { groups } });
    setAnswer(result.ok ? result.data : result.error.message);
  }
  return (
    <form onSubmit={(event) => void ask(event)} className="mt-6 flex flex-col gap-3 rounded-md bg-sunk p-4">
      <div className="flex items-end gap-2">
        <Field id={id} label="Try it: somebody in these groups" className="grow">
          <Input
            id={id}
            value={text}
            placeholder="Engineering, Everyone"
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Button type="submit">Show roles</Button>
      </div>
      <div aria-live="polite">{answer !== null && <Answer answer={answer} />}</div>
    </form>
  );
}

function Answer({ answer }: { answer: RolePreview | string }) {
  if (typeof answer === 'string') return <p className="text-bad text-sm">{answer}</p>;
  return (
    <>
      <ul className="flex flex-col gap-1">
        {answer.roles.map(({ roleId, displayName, because }) => (
          <li key={roleId}>
            Would be <strong className="font-strong">{displayName}</strong>,{' '}
            {because.length > 0
              ? `because of ${because.map(({ value }) => value).join(' and ')}.`
              : 'because no group gives a role: that is the role of new users here.'}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-ink-3 text-sm">
        Somebody who was invited gets the role of the invitation instead.
      </p>
    </>
  );
}
