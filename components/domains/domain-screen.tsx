'use client';

import { AtSign } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { DomainRecord } from '@/lib/domains/domain-record';
import { EmptyState } from '../ui/notice-state';
import { SectionHeader } from '../ui/page-header';
import { ShortcutButton } from '../ui/shortcut-button';
import { AddDomainDialog } from './add-domain-dialog';
import { DeleteDomainDialog } from './delete-domain-dialog';
import type { DomainActions } from './domain-actions';
import { DomainItem } from './domain-item';
import { VouchDialog } from './vouch-dialog';

export type DomainScreenProps = {
  organization: { readonly organizationId: string; readonly name: string };
  domains: readonly DomainRecord[];
  mayManage: boolean;
  /** Whoever adds one here vouches for it: it is verified at once. */
  isVouching: boolean;
  /** Whether the page around has said already what this is. */
  isStep?: boolean;
  actions: DomainActions;
  now: string;
};

type Question = { kind: 'add' } | { kind: 'vouch' | 'delete'; domain: DomainRecord };

/** The mail domains of an organization, what each is for, and what is missing until it counts. */
export function DomainScreen(props: DomainScreenProps) {
  const { organization, domains, mayManage, isVouching, isStep = false, actions, now } = props;
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  const vouch = isVouching ? actions.vouch : undefined;
  const button = mayManage && (
    <ShortcutButton keys="c" label="Add a domain" onPress={() => setQuestion({ kind: 'add' })}>
      Add domain
    </ShortcutButton>
  );
  return (
    <div className="pt-6">
      <div className="px-7 pb-4 max-tablet:px-4">
        {isStep ? (
          domains.length > 0 && (
            <>
              <h2 className="sr-only">Domains</h2>
              {button}
            </>
          )
        ) : (
          <SectionHeader
            title="Domains"
            description={`The domains of ${organization.name}’s addresses: for whom its single sign-on and its directory speak, and whose people may join by themselves.`}
            actions={domains.length > 0 && button}
          />
        )}
      </div>
      {domains.length > 0 ? (
        <ul aria-label="Domains" className="divide-y divide-line border-line border-y">
          {domains.map((domain) => (
            <DomainItem
              key={domain.id}
              domain={domain}
              verify={mayManage ? actions.verify : null}
              onVouch={vouch ? () => setQuestion({ kind: 'vouch', domain }) : null}
              onDelete={() => setQuestion({ kind: 'delete', domain })}
              now={now}
            />
          ))}
        </ul>
      ) : (
        <NoDomains action={button} />
      )}
      {question?.kind === 'add' && (
        <AddDomainDialog
          organizationId={organization.organizationId}
          isVouching={isVouching}
          create={actions.create}
          onClose={close}
        />
      )}
      {question?.kind === 'vouch' && vouch && (
        <VouchDialog
          domain={question.domain}
          organizationName={organization.name}
          vouch={vouch}
          onClose={close}
        />
      )}
      {question?.kind === 'delete' && (
        <DeleteDomainDialog domain={question.domain} remove={actions.remove} onClose={close} />
      )}
    </div>
  );
}

function NoDomains({ action }: { action: ReactNode }) {
  return (
    <div className="border-line border-y">
      <EmptyState icon={<AtSign />} title="No domains yet" actions={action}>
        Single sign-on and the directory work for addresses in the organization’s own domains alone. Another
        domain can be open to whoever proves an address in it.
      </EmptyState>
    </div>
  );
}
