import { buttonClassNames } from '@/components/ui/button-class-names';

type Props = { organizationId: string; organizationName: string; email: string };

/**
 * To the identity provider of an organization, and back to this page: the login there opens it, and joins it where the
 * person is invited. A plain link, since no page of ours is what follows.
 */
export function SsoLink({ organizationId, organizationName, email }: Props) {
  const query = new URLSearchParams({ organization_id: organizationId, login_hint: email, return_to: '/me' });
  const name = `Continue with SSO to ${organizationName}`;
  return (
    <a
      href={`/sso/v1/start?${query}`}
      aria-label={name}
      className={buttonClassNames({}, 'max-tablet:w-full')}
    >
      Continue with SSO
    </a>
  );
}
