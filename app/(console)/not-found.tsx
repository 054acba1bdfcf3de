import { SearchX } from 'lucide-react';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/notice-state';

/** Nothing of that id, or nothing that this person is to know of: both look the same. */
export default function NotFound() {
  return (
    <EmptyState
      icon={<SearchX />}
      title="There is nothing here"
      actions={<ButtonLink href="/">Go to the start</ButtonLink>}
    >
      It was removed, or the address is not quite right.
    </EmptyState>
  );
}
