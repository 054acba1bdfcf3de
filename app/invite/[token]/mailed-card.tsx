import { MailCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';
import { PressAgain } from '@/components/sign-in/press-flow';

type Props = { children: ReactNode; mailboxNote: ReactNode; below: ReactNode };

/** After a press that mailed a link: where to look, and the same press again for later. */
export function MailedCard({ children, mailboxNote, below }: Props) {
  return (
    <CardPage
      logo={
        <CardIcon>
          <MailCheck />
        </CardIcon>
      }
      title="Check your mailbox"
      description={children}
      below={below}
    >
      <PressAgain>Send again</PressAgain>
      {mailboxNote && <div className="mt-4">{mailboxNote}</div>}
    </CardPage>
  );
}
