import { ButtonAnchor } from '@/components/ui/button';

/** To a login by mailed link, and back to this page: it opens what the identity provider of another organization does not. */
export function MailedLink({ organizationName }: { organizationName: string }) {
  const query = new URLSearchParams({ another: '', mail: '', returnTo: '/me' });
  return (
    <ButtonAnchor
      href={`/login?${query}`}
      aria-label={`Log in by mailed link to open ${organizationName}`}
      className="max-tablet:w-full"
    >
      Log in by mailed link
    </ButtonAnchor>
  );
}
