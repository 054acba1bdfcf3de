import { Monitor, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Device } from '@/lib/sessions/device';
import type { OwnSession } from '@/lib/sessions/list-sessions';
import { RelativeTime } from '../ui/relative-time';
import { EndSessionButton, type EndSessionButtonProps } from './end-session-button';

export type SessionRowProps = {
  session: Pick<OwnSession, 'id' | 'ip' | 'lastSeenAt' | 'createdAt'>;
  device: Device;
  /** Chips after the name of the device. */
  meta?: ReactNode;
  /** Ends the session; null where it cannot be ended here. */
  end: EndSessionButtonProps['end'] | null;
  now: string;
};

/** A browser that is signed in: what it is, since when, and the button that ends that. */
export function SessionRow({ session, device, meta, end, now }: SessionRowProps) {
  const Icon = device.type === 'mobile' || device.type === 'tablet' ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon aria-hidden="true" className="mx-1.5 text-ink-3" />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-strong">
          {device.name}
          {meta}
        </p>
        <p className="text-ink-3 text-sm wrap-anywhere">
          {session.ip && `${session.ip} · `}last seen{' '}
          <RelativeTime iso={session.lastSeenAt.toISOString()} now={now} inSentence /> · signed in{' '}
          <RelativeTime iso={session.createdAt.toISOString()} now={now} inSentence />
        </p>
      </div>
      {end && <EndSessionButton sessionId={session.id} device={device.name} end={end} />}
    </li>
  );
}
