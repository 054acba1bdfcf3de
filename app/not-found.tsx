import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import { CardPage } from '@/components/shell/card-page';
import { CardIcon } from '@/components/sign-in/card-icon';
import { ButtonLink } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Not found' };

/** For addresses that lead nowhere, and for what the visitor may not know of. */
export default function NotFound() {
  return (
    <CardPage
      logo={
        <CardIcon>
          <Compass />
        </CardIcon>
      }
      title="There is nothing here"
      description="The address may be wrong, or what stood here is gone, or it is not yours to see."
    >
      <ButtonLink href="/" variant="primary" size="large" className="w-full">
        Go to the start
      </ButtonLink>
    </CardPage>
  );
}
