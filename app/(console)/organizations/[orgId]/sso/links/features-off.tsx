import type { PortalFeature } from '@/lib/authz/context';
import { switchDirectorySyncAction } from '../../directory/actions';
import { FeatureNotice } from '../../feature-notice';
import { switchSsoAction } from '../actions';

export type LinkOrganization = {
  readonly organizationId: string;
  readonly name: string;
  readonly ssoEnabled: boolean;
  readonly directoryEnabled: boolean;
};

type FeaturesOffProps = {
  organization: LinkOrganization;
  /** What the link is to be for. */
  features: readonly PortalFeature[];
  /** Whether the viewer may switch them on for this customer. */
  mayGovern: boolean;
};

/** Warns of what an IT admin could set up but not switch on; nothing where all of it is on. */
export function FeaturesOff({ organization, features, mayGovern }: FeaturesOffProps) {
  const { organizationId, name, ssoEnabled, directoryEnabled } = organization;
  return (
    <div className="-mt-4 empty:hidden">
      {features.includes('sso') && !ssoEnabled && (
        <FeatureNotice
          sentence={`Single sign-on is not switched on for ${name}: the IT admin can set it up, but not switch it on.`}
          switchOn={mayGovern ? () => switchSsoAction({ organizationId, ssoEnabled: true }) : undefined}
        />
      )}
      {features.includes('directory') && !directoryEnabled && (
        <FeatureNotice
          sentence={`Directories are not switched on for ${name}: the IT admin can set one up, but not switch it on.`}
          switchOn={
            mayGovern
              ? () => switchDirectorySyncAction({ organizationId, directoryEnabled: true })
              : undefined
          }
        />
      )}
    </div>
  );
}
