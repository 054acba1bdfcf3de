import { Status } from '@/components/ui/status';
import type { MailRow } from '@/lib/mail/list-mail';
import { mailStateWords } from './mail-words';

/** What became of a message, with the reason under it where there is one. */
export function MailStatus({ mail: { state, reason } }: { mail: Pick<MailRow, 'state' | 'reason'> }) {
  const { label, tone } = mailStateWords(state);
  return (
    <Status
      tone={tone}
      note={reason && <span className="wrap-anywhere">{reason}</span>}
      noteTone={tone === 'bad' ? 'bad' : 'quiet'}
    >
      {label}
    </Status>
  );
}
