import { classNames } from '@/components/ui/class-names';
import { Status } from '@/components/ui/status';
import type { MailRow } from '@/lib/mail/list-mail';
import { mailStateWords } from './mail-words';

export type MailStatusProps = { mail: Pick<MailRow, 'state' | 'reason'> };

/** What became of a message, with the reason under it where there is one; on phones the reason stands elsewhere. */
export function MailStatus({ mail }: MailStatusProps) {
  const { label, tone } = mailStateWords(mail.state);
  const note = mail.reason && (
    <span title={mail.reason} className="line-clamp-2 wrap-anywhere max-tablet:hidden">
      <MailReason mail={mail} />
    </span>
  );
  return (
    <Status tone={tone} note={note}>
      {label}
    </Status>
  );
}

/** Why a message did not arrive, or waits still; nothing where all went well. */
export function MailReason({ mail: { state, reason } }: MailStatusProps) {
  if (!reason) return null;
  const isNews = mailStateWords(state).tone === 'bad';
  return <span className={classNames(isNews ? 'text-bad' : 'text-ink-3')}>{reason}</span>;
}
