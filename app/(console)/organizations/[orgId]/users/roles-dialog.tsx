'use client';

import { useId, useState } from 'react';
import type { RoleChoice } from '@/components/invitations/role-choice';
import { leftWords } from '@/components/memberships/end-words';
import { peopleLabel } from '@/components/memberships/member-labels';
import { isFollowed, roleReason } from '@/components/memberships/role-words';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import type { MemberRow } from '@/lib/memberships/member-row';
import type { DialogFrame } from './dialog-frame';
import { useBulk } from './use-bulk';

export type RolesDialogProps = DialogFrame & {
  members: readonly MemberRow[];
  roles: readonly RoleChoice[];
  /** Whether groups give any role here. */
  followsGroups: boolean;
};

/** Chooses exactly which roles somebody has; for several people it replaces what each of them had. */
export function RolesDialog({ members, roles, followsGroups, ...frame }: RolesDialogProps) {
  const [only, ...others] = members;
  const single = only && others.length === 0 ? only : null;
  const [chosen, setChosen] = useState<readonly string[]>(single?.roles.map((role) => role.id) ?? []);
  const { busy, refusal, save } = useSave({ single, members, roles, chosen, frame });
  return (
    <Dialog
      open={frame.open}
      onOpenChange={(open) => !open && frame.onClose()}
      title={`Change roles of ${peopleLabel(members)}`}
      description={
        single ? 'Takes effect with their next click.' : 'These replace the roles that each of them has now.'
      }
      width="narrow"
    >
      <RoleList
        roles={roles}
        held={single?.roles ?? []}
        managed={Boolean(single?.managedBy)}
        chosen={chosen}
        onChange={setChosen}
      />
      {!single && (
        <p className="mt-3 text-ink-2 text-sm empty:hidden">{leftWords(countLeft(members, chosen))}</p>
      )}
      {single && (
        <GroupsNote
          member={single}
          roles={roles}
          chosen={chosen}
          followsGroups={followsGroups}
          frame={frame}
        />
      )}
      <p role="alert" className="mt-2 text-bad text-sm">
        {refusal}
      </p>
      <DialogActions note={chosen.length === 0 ? 'At least one role' : undefined}>
        <DialogCancel />
        <Button variant="primary" loading={busy} disabled={chosen.length === 0} onClick={() => void save()}>
          Save
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** Of whom a role would be taken that the groups of their directory gave: they stay as they are. */
function countLeft(members: readonly MemberRow[], chosen: readonly string[]): number {
  const isLeft = ({ managedBy, roles }: MemberRow) =>
    managedBy !== null && roles.some(({ id, source }) => source === 'DIRECTORY' && !chosen.includes(id));
  return members.filter(isLeft).length;
}

type GroupsNoteProps = Pick<RolesDialogProps, 'roles' | 'followsGroups'> & {
  member: MemberRow;
  chosen: readonly string[];
  frame: DialogFrame;
};

/** What saving means for who follows groups, and the way back for who does not. */
function GroupsNote({ member, roles, chosen, followsGroups, frame }: GroupsNoteProps) {
  if (takesFollowed(member, chosen)) {
    return (
      <p className="mt-3 text-ink-2 text-sm">
        Once you save this, groups at the identity provider or in the directory change their roles no more.
      </p>
    );
  }
  return followsGroups && mayRelease(member, roles) ? <Release member={member} frame={frame} /> : null;
}

/** Only what people chose can be released, by who could have taken it. */
function mayRelease({ roles: held }: MemberRow, roles: readonly RoleChoice[]): boolean {
  const isGrantable = (roleId: string) => roles.some(({ id, grantable }) => id === roleId && grantable);
  return !held.every(isFollowed) && held.every(({ id }) => isGrantable(id));
}

function Release({ member, frame }: { member: MemberRow; frame: DialogFrame }) {
  function release() {
    frame.onClose();
    frame.actions.releaseRoles(member);
  }
  return (
    <p className="mt-3 text-ink-2 text-sm">
      Chosen roles do not follow the groups of the identity provider or the directory.{' '}
      <button
        type="button"
        onClick={release}
        className="inline-flex min-h-6 cursor-pointer items-center rounded-xs text-ink underline underline-offset-2"
      >
        Let groups decide
      </button>
    </p>
  );
}

/** Whether a role goes that the next login would bring back, if it were not for the rule that people's choice wins. */
function takesFollowed({ roles }: MemberRow, chosen: readonly string[]): boolean {
  return roles.some((role) => isFollowed(role) && role.source !== 'DEFAULT' && !chosen.includes(role.id));
}

type SaveOptions = Pick<RolesDialogProps, 'members' | 'roles'> & {
  single: MemberRow | null;
  chosen: readonly string[];
  frame: DialogFrame;
};

/** One person's roles change at once and can be undone; several wait for the answer. */
function useSave({ single, members, roles, chosen, frame }: SaveOptions) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const apply = useBulk(frame);
  async function save() {
    if (single) {
      const named = roles.filter((role) => chosen.includes(role.id));
      frame.onClose();
      frame.actions.changeRoles(
        single,
        named.map(({ id, displayName }) => {
          const held = single.roles.find((role) => role.id === id);
          return held ?? { id, displayName, source: 'MANUAL', reason: null, directory: null };
        }),
      );
      return;
    }
    setBusy(true);
    const sentence = await apply({ operation: 'change-roles', members, roleIds: [...chosen] });
    setBusy(false);
    setRefusal(sentence);
    if (!sentence) frame.onClose();
  }
  return { busy, refusal, save };
}

type RoleListProps = {
  roles: readonly RoleChoice[];
  /** What somebody has already: it is shown even where the viewer could not give it. */
  held: MemberRow['roles'];
  /** A directory manages them: what its groups gave stays. */
  managed: boolean;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

function RoleList({ roles, held, managed, chosen, onChange }: RoleListProps) {
  const id = useId();
  function toggle(roleId: string, checked: boolean) {
    onChange(checked ? [...chosen, roleId] : chosen.filter((other) => other !== roleId));
  }
  return (
    <fieldset className="divide-y divide-line overflow-hidden rounded-md border border-line-strong">
      <legend className="sr-only">Roles</legend>
      {roles.map((role) => (
        <label
          key={role.id}
          htmlFor={`${id}-${role.id}`}
          className="flex gap-2.5 px-3 py-2.5 transition-colors hover:bg-wash has-data-[state=checked]:bg-sunk has-data-disabled:opacity-60"
        >
          <Checkbox
            id={`${id}-${role.id}`}
            className="mt-0.5"
            checked={chosen.includes(role.id)}
            disabled={!role.grantable || (managed && isOfDirectory(role.id, held))}
            onCheckedChange={(checked) => toggle(role.id, checked === true)}
          />
          <span className="min-w-0">
            <span className="block font-medium">{role.displayName}</span>
            <span className="block text-ink-3 text-sm">{hintFor(role, held)}</span>
            {held
              .filter(({ id }) => id === role.id)
              .map((own) => (
                <span key={own.id} className="block text-ink-2 text-sm">
                  {roleReason(own)}
                </span>
              ))}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function isOfDirectory(roleId: string, held: MemberRow['roles']): boolean {
  return held.some(({ id, source }) => id === roleId && source === 'DIRECTORY');
}

function hintFor(role: RoleChoice, held: MemberRow['roles']): string {
  if (role.grantable) return role.description;
  const has = held.some((other) => other.id === role.id);
  return has
    ? 'It may do more than you, so you cannot take it away.'
    : 'It may do more than you, so you cannot give it.';
}
