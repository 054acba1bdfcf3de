import { DoorClosed } from 'lucide-react';
import { CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';

/** For whoever has no set-up open: never had, closed it, or the six hours are over. */
export function NotOpen() {
  return (
    <CardPage
      logo={
        <CardIcon>
          <DoorClosed />
        </CardIcon>
      }
      title="No set-up is open in this browser"
      description="Open your set-up link again; what you have set up is kept. If the link does not open any more, ask whoever sent it to you for a new one."
    />
  );
}
