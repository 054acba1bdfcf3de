import type { Portal } from '@/lib/portal/get-portal';

/** Says what the vendor has not switched on; nothing while everything is. */
export function SsoOffNotice({ portal }: { portal: Portal }) {
  const { ssoEnabled, applicationName, supportAddress } = portal;
  if (ssoEnabled) return null;
  return (
    <p
      role="note"
      className="max-w-[68ch] rounded-md border border-wait/25 bg-wait-wash px-3.5 py-3 text-wait"
    >
      Single sign-on is not switched on for your organization yet. You can set everything up now; to switch it
      on, ask {supportAddress ?? `whoever looks after your account at ${applicationName}`}.
    </p>
  );
}
