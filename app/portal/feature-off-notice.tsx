import type { PortalFeature } from '@/lib/authz/context';
import type { Portal } from '@/lib/portal/get-portal';

type FeatureOffNoticeProps = { portal: Portal; feature: PortalFeature };

/** Says what the vendor has not switched on, where the link is about it; nothing while it is on. */
export function FeatureOffNotice({ portal, feature }: FeatureOffNoticeProps) {
  const { features, ssoEnabled, directoryEnabled, applicationName, supportAddress } = portal;
  const isOn = feature === 'sso' ? ssoEnabled : directoryEnabled;
  if (isOn || !features.has(feature)) return null;
  return (
    <p
      role="note"
      className="max-w-[68ch] rounded-md border border-wait/25 bg-wait-wash px-3.5 py-3 text-wait"
    >
      {feature === 'sso' ? 'Single sign-on' : 'Directory sync'} is not switched on for your organization yet.
      You can set everything up now; to switch it on, ask{' '}
      {supportAddress ?? `whoever looks after your account at ${applicationName}`}.
    </p>
  );
}
