'use client';

import { Ellipsis, KeyRound, Pencil, Power, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { useToast } from '@/components/ui/toast';
import type { EndpointRow } from '@/lib/webhooks/endpoint-row';
import { sendTestEventAction } from '../actions';
import { EndpointDialogs, type EndpointQuestion } from './endpoint-dialogs';

/** What can be done about an endpoint. */
export function EndpointActions({ endpoint }: { endpoint: EndpointRow }) {
  const [question, setQuestion] = useState<EndpointQuestion | null>(null);
  return (
    <>
      <SendTest endpoint={endpoint} />
      <DropdownMenu
        trigger={
          <Button size="icon" aria-label="More actions" className="max-tablet:grow-0!">
            <Ellipsis aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={() => setQuestion('edit')}>
          Edit
        </MenuItem>
        <MenuItem icon={<KeyRound />} onSelect={() => setQuestion('rotate')}>
          Rotate secret
        </MenuItem>
        <MenuItem icon={<Power />} onSelect={() => setQuestion('switch')}>
          {endpoint.enabled ? 'Switch off' : 'Switch on'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onSelect={() => setQuestion('delete')}>
          Delete
        </MenuItem>
      </DropdownMenu>
      {question && (
        <EndpointDialogs question={question} endpoint={endpoint} onClose={() => setQuestion(null)} />
      )}
    </>
  );
}

function SendTest({ endpoint: { endpointId, enabled } }: { endpoint: EndpointRow }) {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  async function send() {
    setBusy(true);
    const result = await sendTestEventAction({ endpointId });
    setBusy(false);
    toast({ title: result.ok ? 'A test event is on its way' : result.error.message });
  }
  return (
    <Button
      variant="primary"
      loading={busy}
      disabled={!enabled}
      title={enabled ? undefined : 'The endpoint is switched off.'}
      onClick={() => void send()}
    >
      Send test event
    </Button>
  );
}
