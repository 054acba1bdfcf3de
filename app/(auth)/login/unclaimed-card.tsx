import { KeyRound } from 'lucide-react';
import { CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';

/** The login page before anyone has claimed the workspace: nobody could sign in. */
export function UnclaimedCard() {
  return (
    <CardPage
      logo={
        <CardIcon>
          <KeyRound />
        </CardIcon>
      }
      title="Nobody has claimed this yet"
      description="Open the link that the start printed in its console. It makes you the owner and takes a minute."
    />
  );
}
