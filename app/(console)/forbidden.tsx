import { ButtonLink } from '@/components/ui/button';
import { RefusedState } from '@/components/ui/notice-state';

/** What somebody sees who belongs here but may not see this. */
export default function Forbidden() {
  return (
    <RefusedState
      title="This is not for you to see"
      actions={<ButtonLink href="/">Go to the start</ButtonLink>}
    >
      Your role does not include it. Someone who manages roles can give you one that does.
    </RefusedState>
  );
}
